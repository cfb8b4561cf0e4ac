using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;
using Trading.Accounting;
using Trading.Journal;
using Trading.Market;
using Trading.Operations.Backups;
using Trading.Operations.Retention;
using Trading.Orders;
using Trading.Storage;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Operations.Retention;

public sealed class RetentionTests
{
    private const string Account = "SIM";
    private static readonly LocalDate Today = new(2014, 6, 2);
    private static readonly CancellationToken None = CancellationToken.None;

    // What goes after how many days, written down a second time.
    private static readonly (string Table, string Before, int Days)[] Growing =
        [("runs", "", 90), ("blocks", "", 30), ("dryrun", "", 365), ("kpis", "SIM:", 365)];

    [Fact]
    public void Whatever_the_dates_a_record_goes_when_its_time_is_over_and_nothing_open_needs_it()
    {
        var ages = Gen.Choose(0, 500).ArrayOf(12);
        var cases = ages.SelectMany(all => Gen.OneOf(Gen.Constant(-1), Gen.Choose(0, 500)).Select(open => (all, open))).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(20131007UL, 5UL), Prop.ForAll(cases, one => HoldsAsync(one.all, one.open).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task Books_journal_and_what_two_people_agreed_on_are_never_touched()
    {
        using var night = new Night();
        var old = Iso(new LocalDate(2001, 1, 2));
        foreach (var table in TableSet.Desk.Tables.Where(table => RetentionTable.Of(table.Kind).Days is null))
        {
            await night.Records.PutAsync(table.Name, $"{Account}:{old}", old, "{}", None);
        }

        using var then = new JournalWriter(night.Store, new ManualClock(NewYork.StartOf(new LocalDate(2001, 1, 2))));
        await then.AppendAsync("something", "test", new { Kept = true }, None);
        await night.Blobs.PutAsync("reports", $"daily/{old}.md", "kept"u8.ToArray(), None);
        var before = await night.DumpAsync();
        await night.RunAsync();

        // The journal goes on: its old blob is closed by an event, and nothing of it goes.
        var after = await night.DumpAsync();
        Assert.Equal(before.Where(line => !line.StartsWith("journal/", StringComparison.Ordinal)), after.Where(line => !line.StartsWith("journal/", StringComparison.Ordinal)));
        Assert.Equal(["2001-01-02.jsonl", "2014-06-02.jsonl"], (await night.Blobs.ListAsync("journal", "", None)).Select(blob => blob.Name));
        var verdict = await new JournalCheck(night.Store, new JournalAnchors(new MemoryStore())).CheckAsync(null, None);
        Assert.Equal((true, 3L), (verdict.Intact, verdict.Events));
    }

    [Fact]
    public async Task An_alert_that_still_stands_is_kept_however_old()
    {
        using var night = new Night();
        await night.Records.PutAsync("alerts", "2013-01-02", "a:1", Alert("Open"), None);
        await night.Records.PutAsync("alerts", "2013-01-02", "a:2", Alert("Resolved"), None);
        await night.Records.PutAsync("alerts", "2013-01-02", "a:3", "not readable", None);
        await night.RunAsync();
        Assert.Equal(["a:1", "a:3"], (await night.Records.QueryAsync("alerts", "2013-01-02", "", None)).Select(row => row.Row));
    }

    [Fact]
    public async Task Old_blobs_go_and_the_newest_snapshot_stays_however_old()
    {
        using var night = new Night();
        string[] names = ["state/2014-01-02T15-00-00Z.json", "state/2014-01-02T15-00-00Z.aaaa.br", "state/2014-01-03T15-00-00Z.json", "state/2014-01-03T15-00-00Z.bbbb.br", "state/2014-01-03T15-15-00Z.cccc.br", "configuration/2014-03-03.json", "configuration/2014-03-05.json"];
        foreach (var name in names)
        {
            await night.Blobs.PutAsync("backups", name, new byte[] { 1 }, None);
        }

        await night.Blobs.AppendAsync("decisions", "2013-06-01.jsonl", new byte[] { 1 }, 0, None);
        await night.Blobs.AppendAsync("decisions", "2013-06-02.jsonl", new byte[] { 1 }, 0, None);
        await night.Blobs.PutAsync("watchlists", "manifest.json", new byte[] { 1 }, None);
        await night.RunAsync();
        Assert.Equal(
            ["configuration/2014-03-05.json", "state/2014-01-03T15-00-00Z.bbbb.br", "state/2014-01-03T15-00-00Z.json"],
            (await night.Blobs.ListAsync("backups", "", None)).Select(blob => blob.Name));
        Assert.Equal(["2013-06-02.jsonl"], (await night.Blobs.ListAsync("decisions", "", None)).Select(blob => blob.Name));
        Assert.Single(await night.Blobs.ListAsync("watchlists", "", None));
    }

    [Fact]
    [Trait("Bug", "C4.30")]
    public async Task A_fault_in_one_kind_stops_no_other_and_the_next_night_does_the_rest()
    {
        using var night = new Night();
        await night.Records.PutAsync("runs", "2013-01-02", "Scan:day", "{}", None);
        await night.Records.PutAsync("blocks", "2013-01-02", "a", "{}", None);
        await night.Records.PutAsync("kpis", "SIM:2013-01-02", "a", "{}", None);
        night.Store.Fails = key => key == "runs/";
        var fault = await Assert.ThrowsAsync<RetentionException>(night.RunAsync);
        Assert.StartsWith("faults could not be swept", fault.Message, StringComparison.Ordinal);
        night.Store.Fails = null;
        Assert.Equal((1, 0, 0), (await night.CountAsync("runs"), await night.CountAsync("blocks"), await night.CountAsync("kpis")));
        Assert.Equal("removed 1 of faults", await night.RunAsync());
        Assert.Equal("nothing is old enough", await night.RunAsync());
    }

    /// <summary>What could not be read is not an empty answer: without the open orders nothing is old.</summary>
    [Fact]
    [Trait("Bug", "C4.24")]
    public async Task Nothing_goes_while_it_cannot_be_read_what_is_still_needed()
    {
        using var night = new Night();
        await night.Records.PutAsync("runs", "2013-01-02", "Scan:day", "{}", None);
        night.Store.Fails = key => key.StartsWith("orders/", StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageException>(night.RunAsync);
        night.Store.Fails = null;
        Assert.Equal(1, await night.CountAsync("runs"));
    }

    [Fact]
    public async Task Ended_orchestrations_of_more_than_thirty_days_are_asked_to_go_and_one_event_tells_all()
    {
        using var night = new Night();
        await night.RunAsync();
        Assert.Equal(NewYork.StartOf(new LocalDate(2014, 5, 3)), night.PurgedBefore);
        var told = new List<JournalEvent>();
        await foreach (var one in new JournalReader(night.Store).OnAsync(Today, None))
        {
            told.Add(one);
        }

        var run = Assert.Single(told);
        Assert.Equal(("retention-run", RetentionTable.All.Count(kind => kind.Days is not null)), (run.Kind, run.Data.GetProperty("kinds").GetArrayLength()));
    }

    private static async Task<bool> HoldsAsync(int[] ages, int openAge)
    {
        using var night = new Night();
        if (openAge >= 0)
        {
            await night.Book.ReserveAsync(OrderOf(Today.PlusDays(-openAge)), None);
        }

        foreach (var (table, before, _) in Growing)
        {
            foreach (var age in ages.Distinct())
            {
                await night.Records.PutAsync(table, before + Iso(Today.PlusDays(-age)), "row", "{}", None);
            }
        }

        await night.RunAsync();
        foreach (var (table, before, days) in Growing)
        {
            foreach (var age in ages.Distinct())
            {
                var isThere = await night.Records.GetAsync(table, before + Iso(Today.PlusDays(-age)), "row", None) is not null;
                if (isThere != (age <= days || age <= openAge))
                {
                    return false;
                }
            }
        }

        return await night.CountAsync("orders") == (openAge >= 0 ? 1 : 0);
    }

    private static Order OrderOf(LocalDate date) => new()
    {
        Id = $"{date:uuuuMMdd}-swing-AIG-buy-1",
        Strategy = "swing",
        Symbol = Symbol.Parse("AIG"),
        Side = OrderSide.Buy,
        Type = OrderType.Limit,
        TimeInForce = TimeInForce.Gtc,
        Purpose = OrderPurpose.Entry,
        Quantity = new Quantity(1),
        LimitPrice = new Price(50m),
        State = OrderState.Submitted,
        TradingDate = date,
        CorrelationId = "test",
        CreatedAt = NewYork.StartOf(date),
        UpdatedAt = NewYork.StartOf(date),
    };

    private static string Alert(string state) =>
        $$"""{"id":"2013-01-02:a:1","code":"a","severity":"Warning","subject":"1","sentence":"s","at":"2013-01-02T15:00:00Z","state":"{{state}}"}""";

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private sealed class Night : IDisposable
    {
        private readonly JournalWriter journal;

        public Night()
        {
            Clock = new ManualClock(NewYork.At(Today, new LocalTime(0, 30)));
            Store = new MemoryStore(Clock);
            journal = new JournalWriter(Store, Clock);
            Book = new OrderBook(Store, Account);
        }

        public ManualClock Clock { get; }

        public MemoryStore Store { get; }

        public IRecords Records => Store;

        public IBlobs Blobs => Store;

        public OrderBook Book { get; }

        public Instant? PurgedBefore { get; private set; }

        public Task<string> RunAsync() => new RetentionJob(Store, Store, TableSet.Desk, new NeededSince(Book, new DayBooks(Store, Account)), journal).RunAsync(
            Today,
            (before, _) =>
            {
                PurgedBefore = before;
                return Task.FromResult(0);
            },
            "retention-2014-06-02",
            None);

        public async Task<int> CountAsync(string table)
        {
            var count = 0;
            await foreach (var _ in Records.ScanAsync(table, None))
            {
                count++;
            }

            return count;
        }

        public async Task<IReadOnlyList<string>> DumpAsync()
        {
            var lines = new List<string>(await Backups.BackedStore.DumpAsync(Store));
            foreach (var container in ContainerSet.All.DistinctBy(container => container.Name))
            {
                lines.AddRange((await Blobs.ListAsync(container.Name, "", None)).Select(blob => $"{container.Name}/{blob.Name} {blob.Length}"));
            }

            return lines;
        }

        public void Dispose()
        {
            journal.Dispose();
            Book.Dispose();
        }
    }
}
