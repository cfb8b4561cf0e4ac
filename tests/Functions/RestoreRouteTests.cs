using Trading.Accounting;
using Trading.Control;
using Trading.Control.Operators;
using Trading.Journal;
using Trading.Market;
using Trading.Operations.Backups;
using Trading.Storage;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Functions;

/// <summary>A restore in place takes two people and a desk at rest, and the kill switch outlives it.</summary>
public sealed class RestoreRouteTests
{
    private const string Asked = """{"at":"2026-03-05T11:00","reason":"records were damaged"}""";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    [Trait("Bug", "C4.31")]
    [Trait("Bug", "C6.47")]
    public async Task Records_come_back_by_two_people_on_a_desk_at_rest_and_the_kill_stays()
    {
        await using var desk = await ServedDesk.OpenAsync();
        var (anna, bob) = (await desk.AddAsync("anna", Role.Approver), await desk.AddAsync("bob", Role.Approver));
        var records = desk.Get<IRecords>();
        await records.PutAsync("pnl", "SIM", "2026-03-04", "\"as it was\"", None);
        await records.PutAsync("reported", "SIM", "2026-03-04", "\"kept\"", None);
        await desk.Get<SnapshotTaker>().TakeAsync("test", None);
        await records.PutAsync("pnl", "SIM", "2026-03-04", "\"damaged\"", None);
        await records.PutAsync("pnl", "SIM", "2026-03-05", "\"later\"", None);
        await records.DeleteAsync("reported", "SIM", "2026-03-04", None);
        var gates = await records.GetAsync("control", "SIM", "gates", None);

        var (looked, proof) = await desk.SendAsync(HttpMethod.Get, "api/backups/verify?at=2026-03-05T11:00", anna);
        Assert.Equal((200, "2026-03-05T16-00-00Z"), (looked, proof.GetProperty("snapshot").GetString()));
        var (asked, request) = await desk.PostAsync("api/restore/request", anna, Asked);
        Assert.Equal(202, asked);
        var body = $$"""{"request_id":"{{request.GetProperty("request_id").GetString()}}"}""";
        Assert.Equal((409, "not_approved"), await RefusedAsync(desk, "run", anna, body));
        Assert.Equal((403, "same_person"), await RefusedAsync(desk, "approve", anna, body));
        Assert.Equal(200, (await desk.PostAsync("api/restore/approve", bob, body)).Status);
        Assert.Equal((409, "not_at_rest"), await RefusedAsync(desk, "run", anna, body));
        await desk.Get<KillSwitch>().EscalateAsync(KillMode.CloseOnly, KillSources.Http, "anna", "test", None);
        Assert.Equal((409, "not_at_rest"), await RefusedAsync(desk, "run", anna, body));
        await desk.Get<KillSwitch>().EscalateAsync(KillMode.HaltAll, KillSources.Http, "anna", "test", None);
        Assert.Equal((409, "not_at_rest"), await RefusedAsync(desk, "run", anna, body));
        await desk.Get<LoopSwitch>().SetAsync(LoopMode.Stopped, "anna", "test", None);

        var (run, report) = await desk.PostAsync("api/restore/run", anna, body);
        Assert.True(run == 200, report.ToString());
        Assert.Equal("\"as it was\"", (await records.GetAsync("pnl", "SIM", "2026-03-04", None))?.Json);
        Assert.Null(await records.GetAsync("pnl", "SIM", "2026-03-05", None));
        Assert.Equal("\"kept\"", (await records.GetAsync("reported", "SIM", "2026-03-04", None))?.Json);
        Assert.Equal(gates, await records.GetAsync("control", "SIM", "gates", None));
        Assert.Equal(KillMode.HaltAll, (await desk.Get<KillSwitch>().ReadAsync(None)).Mode);
        Assert.True((await desk.Get<JournalCheck>().CheckAsync(null, None)).Intact);
        Assert.Single(await desk.EventsAsync("state-restored"));
        Assert.Equal((409, "used"), await RefusedAsync(desk, "run", anna, body));
    }

    [Fact]
    public async Task A_restore_that_was_cut_short_keeps_the_kill_switch_locked_until_it_is_carried_out()
    {
        await using var desk = await ServedDesk.OpenAsync();
        await desk.Get<KillSwitch>().EscalateAsync(KillMode.HaltAll, KillSources.Http, "anna", "test", None);
        await desk.Get<IRecords>().PutAsync("restores", "SIM", "REQ-7", """{"snapshot":"2026-03-05T16-00-00Z","who":"anna","startedAt":"2026-03-05T16:01:00Z"}""", None);
        var anna = new Caller("anna", Role.Approver, "main");
        Assert.Equal("still_asked", (await desk.Get<UnlockDesk>().RequestAsync(anna, "test", None)).Refusal);
    }

    /// <summary>A release that was agreed on before the restore began waits for its time no longer, and what was cut short can be followed by a restore to another snapshot.</summary>
    [Fact]
    public async Task Neither_an_earlier_release_nor_an_earlier_restore_outlives_a_restore()
    {
        await using var desk = await ServedDesk.OpenAsync();
        var (anna, bob) = (await desk.AddAsync("anna", Role.Approver), await desk.AddAsync("bob", Role.Approver));
        await desk.Get<SnapshotTaker>().TakeAsync("test", None);
        var kill = desk.Get<KillSwitch>();
        var halted = await kill.EscalateAsync(KillMode.HaltAll, KillSources.Http, "anna", "test", None);
        await desk.Get<LoopSwitch>().SetAsync(LoopMode.Stopped, "anna", "test", None);
        var now = desk.Get<TimeProvider>().Now();
        await kill.ReleaseAsync(halted.Activation, new KillRelease("REQ-1", "anna", "anna", "test", now + NodaTime.Duration.FromMinutes(15), DeskOfOne: true), None);
        await desk.Get<IRecords>().PutAsync("restores", "SIM", "REQ-0", """{"snapshot":"2026-03-04T16-00-00Z","who":"anna","startedAt":"2026-03-04T16:01:00Z"}""", None);

        var (_, request) = await desk.PostAsync("api/restore/request", anna, Asked);
        var id = request.GetProperty("request_id").GetString()!;
        var body = $$"""{"request_id":"{{id}}"}""";
        Assert.Equal(200, (await desk.PostAsync("api/restore/approve", bob, body)).Status);
        await desk.Get<IRecords>().PutAsync("restores", "SIM", "REQ-0", $$"""{"snapshot":"2026-03-04T16-00-00Z","who":"anna","startedAt":"2026-03-04T16:01:00Z","leaseUntil":"{{now + NodaTime.Duration.FromMinutes(1)}}"}""", None);
        Assert.Equal((409, "under_way"), await RefusedAsync(desk, "run", anna, body));
        await desk.Get<IRecords>().PutAsync("restores", "SIM", "REQ-0", """{"snapshot":"2026-03-04T16-00-00Z","who":"anna","startedAt":"2026-03-04T16:01:00Z"}""", None);
        Assert.Equal(200, (await desk.PostAsync("api/restore/run", anna, body)).Status);
        Assert.Equal((KillMode.HaltAll, null), await kill.ReadAsync(None) is var state ? (state.Mode, state.Release) : default);
        Assert.Null(await desk.Get<RestoreBook>().WhyStillAsync(None));
    }

    /// <summary>The close that stands may be the same before and after: the process that held its damaged lots reads them again.</summary>
    [Fact]
    public async Task Lots_that_came_back_are_what_the_desk_counts_with()
    {
        await using var desk = await ServedDesk.OpenAsync();
        var (anna, bob) = (await desk.AddAsync("anna", Role.Approver), await desk.AddAsync("bob", Role.Approver));
        var (records, days, today) = (desk.Get<IRecords>(), desk.Get<DayBooks>(), new NodaTime.LocalDate(2026, 3, 5));
        Assert.True(await days.OpenAsync(new OpeningBalance(desk.Get<TimeProvider>().Now(), today, 1000m, [], new Dictionary<Symbol, decimal>()), None));
        await desk.Get<SnapshotTaker>().TakeAsync("test", None);
        var opening = (await records.GetAsync("books", "SIM", "opening", None))!.Json;
        await records.PutAsync("books", "SIM", "opening", opening.Replace("1000", "9000", StringComparison.Ordinal), None);
        Assert.Equal(9000m, (await days.StartOfAsync(today, None))!.StartEquity);
        var standing = (await records.GetAsync("books", "SIM", "standing", None))?.Version;

        await desk.Get<KillSwitch>().EscalateAsync(KillMode.HaltAll, KillSources.Http, "anna", "test", None);
        await desk.Get<LoopSwitch>().SetAsync(LoopMode.Stopped, "anna", "test", None);
        var (_, request) = await desk.PostAsync("api/restore/request", anna, Asked);
        var body = $$"""{"request_id":"{{request.GetProperty("request_id").GetString()}}"}""";
        Assert.Equal(200, (await desk.PostAsync("api/restore/approve", bob, body)).Status);
        Assert.Equal(200, (await desk.PostAsync("api/restore/run", anna, body)).Status);
        Assert.Equal(1000m, (await days.StartOfAsync(today, None))!.StartEquity);

        // What another process holds is good until this version moves.
        Assert.NotEqual(standing, (await records.GetAsync("books", "SIM", "standing", None))?.Version);
    }

    [Fact]
    public async Task A_snapshot_of_a_restore_that_was_cut_short_is_none_to_go_back_to()
    {
        await using var desk = await ServedDesk.OpenAsync();
        var anna = await desk.AddAsync("anna", Role.Approver);
        await desk.Get<IRecords>().PutAsync("restores", "SIM", "REQ-7", """{"snapshot":"2026-03-04T16-00-00Z","who":"anna","startedAt":"2026-03-04T16:01:00Z"}""", None);
        await desk.Get<SnapshotTaker>().TakeAsync("test", None);
        var (status, answer) = await desk.PostAsync("api/restore/request", anna, Asked);
        Assert.Equal((409, "not_proved"), (status, answer.GetProperty("type").GetString()));
        Assert.Contains("was taken in the middle of restore REQ-7", answer.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Of two runs of one restore the last one ends it: the other may still be writing.</summary>
    [Fact]
    public async Task A_restore_is_carried_out_by_one_at_a_time()
    {
        var clock = new ManualClock(NewYork.At(new(2013, 10, 7), new NodaTime.LocalTime(16, 30)));
        var book = new RestoreBook(new MemoryStore(clock), "SIM", clock);
        var first = (await book.BeginAsync("REQ-7", "one", "anna", None))!;
        Assert.Null(await book.BeginAsync("REQ-7", "one", "bob", None));
        Assert.Null(await book.BeginAsync("REQ-8", "other", "bob", None));
        clock.Now += NodaTime.Duration.FromMinutes(15);
        var second = (await book.BeginAsync("REQ-7", "one", "bob", None))!;
        Assert.False(await book.CompleteAsync("REQ-7", first, None));
        Assert.NotNull(await book.WhyStillAsync(None));
        Assert.True(await book.CompleteAsync("REQ-7", second, None));
        Assert.Null(await book.WhyStillAsync(None));
    }

    /// <summary>Books that a restore took back are closed again; no other run is.</summary>
    [Fact]
    public async Task A_close_of_books_after_the_snapshot_is_done_again()
    {
        var clock = new ManualClock(NewYork.At(new(2013, 10, 7), new NodaTime.LocalTime(16, 30)));
        var ledger = new RunLedger(new MemoryStore(clock), clock);
        foreach (var job in new[] { Jobs.EndOfDay, Jobs.Scan })
        {
            await ledger.CompleteAsync(await ledger.ClaimAsync(job, new(2013, 10, 7), "day", None), "done", None);
        }

        Assert.Empty(await ledger.ReopenAsync(Jobs.EndOfDay, clock.Now, "REQ-7", None));
        Assert.Single(await ledger.ReopenAsync(Jobs.EndOfDay, clock.Now - NodaTime.Duration.FromHours(5), "REQ-7", None));
        Assert.Equal((false, true), (await ledger.IsDoneAsync("EndOfDay", new(2013, 10, 7), "day", None), await ledger.IsDoneAsync("Scan", new(2013, 10, 7), "day", None)));
    }

    private static async Task<(int Status, string? Code)> RefusedAsync(ServedDesk desk, string what, string token, string body)
    {
        var (status, answer) = await desk.PostAsync($"api/restore/{what}", token, body);
        return (status, answer.GetProperty("type").GetString());
    }
}
