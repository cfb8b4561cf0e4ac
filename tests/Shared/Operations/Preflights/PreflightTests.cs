using System.Text;
using System.Text.Json;
using NodaTime;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Control;
using Trading.Execution;
using Trading.Journal;
using Trading.Market;
using Trading.Operations;
using Trading.Operations.Health;
using Trading.Operations.Preflights;
using Trading.Risk;
using Trading.Scanning;
using Trading.Storage;
using Trading.Tests.Shared.Reconciliation;
using Trading.Tests.Support;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Tests.Shared.Operations.Preflights;

public sealed class PreflightTests : IDisposable
{
    private readonly Books books = new();
    private readonly Daily market = new() { Newest = Books.Monday.PlusDays(-3) };

    public PreflightTests()
    {
        books.Clock.Now = Books.At(9, 0);
        books.Broker.Clock = new MarketClock(IsOpen: false, Books.At(9, 30), Books.At(16, 0));
    }

    public void Dispose() => books.Dispose();

    [Fact]
    public async Task A_morning_as_it_should_be_passes()
    {
        await OpenGatesAsync();
        await WriteWatchlistAsync();
        var report = await RunAsync();
        Assert.Equal(
            ["config", "limits", "store", "journal_chain", "books", "broker_account", "broker_clock", "market_data", "kill_switch", "gates", "watchlist"], report.Lines.Select(line => line.Name));
        Assert.True(report.Result == PreflightVerdict.Pass, report.ToString());
        Assert.EndsWith("RESULT=PASS EXIT_CODE=0", report.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(books.Notifier.Told, alert => alert.Code == "preflight-failed");
        Assert.Single(await books.EventsAsync("preflight"));
    }

    [Fact]
    public async Task Shut_gates_a_kill_and_unclosed_books_warn()
    {
        await WriteWatchlistAsync();
        await books.Kill.EscalateAsync(KillMode.CloseOnly, "test", "me", "because", default);
        var before = Books.Monday.PlusDays(-5);
        await books.Days.OpenAsync(new OpeningBalance(books.Clock.Now, before, 1m, [], new Dictionary<Symbol, decimal>()), default);
        var report = await RunAsync();
        Assert.Equal(["books", "kill_switch", "gates"], report.Lines.Where(line => line.Verdict == PreflightVerdict.Warn).Select(line => line.Name));
        Assert.Equal((2, 1), (report.ExitCode(), report.ExitCode(strict: true)));
    }

    [Theory]
    [InlineData("watchlist")]
    [InlineData("market_data")]
    [InlineData("broker_clock")]
    [InlineData("broker_account")]
    [InlineData("journal_chain")]
    [InlineData("config")]
    public async Task A_fault_fails_its_line_alone_and_calls_a_person(string line)
    {
        await OpenGatesAsync();
        if (line != "watchlist")
        {
            await WriteWatchlistAsync();
        }

        switch (line)
        {
            case "market_data":
                market.Newest = Books.Monday.PlusDays(-4);
                break;
            case "broker_clock":
                books.Broker.Clock = new MarketClock(IsOpen: true, Books.At(9, 30), Books.At(16, 0));
                break;
            case "broker_account":
                books.Broker.Dead.Add("account");
                break;
            case "journal_chain":
                await TamperAsync();
                break;
        }

        var report = await RunAsync(line == "config" ? new DeskOptions { Limits = RiskLimits.Paper with { Positions = -1 } } : null);
        Assert.Equal([line], report.Lines.Where(one => one.Verdict == PreflightVerdict.Fail).Select(one => one.Name));
        Assert.Equal(1, report.ExitCode());
        Assert.Equal(line, Assert.Single(books.Notifier.Told, alert => alert.Code == "preflight-failed").Subject);
    }

    [Fact]
    public async Task The_early_round_does_not_ask_for_the_watchlist()
    {
        await OpenGatesAsync();
        Assert.Equal(PreflightVerdict.Pass, (await RunAsync(withWatchlist: false)).Result);
    }

    [Fact]
    public async Task The_status_is_written_with_the_names_that_runbooks_read()
    {
        await OpenGatesAsync();
        var loop = new LoopSwitch(books.Store, books.Journal, books.Clock);
        var reader = new SystemStatusReader(
            books.Store, books.Kill, new TradingGates(books.Store, books.Journal), loop, new FreshnessGate(new WatchlistStore(books.Store), ExchangeCalendar.Nyse), books.Clock);
        var open = JsonSerializer.Serialize(await reader.ReadAsync(new LoopStatus("execution-2013-10-07", 1, null), default), TradingJson.Options);
        Assert.StartsWith("""{"kill_switch":false,"trading_enabled":true,"kill_mode":"off","dry_run":false,"approved":true,"mode":"paper","loop":"running",""", open, StringComparison.Ordinal);
        await books.Kill.EscalateAsync(KillMode.HaltAll, "test", "me", "because", default);
        var killed = JsonSerializer.Serialize(await reader.ReadAsync(new LoopStatus(null, 0, null), default), TradingJson.Options);
        Assert.StartsWith("""{"kill_switch":true,"trading_enabled":false,"kill_mode":"halt_all","kill_reason":"because",""", killed, StringComparison.Ordinal);
    }

    private async Task OpenGatesAsync()
    {
        var gates = new TradingGates(books.Store, books.Journal);
        await gates.SetDryRunAsync(false, "me", "test", default);
        await gates.ApproveAsync("me", "test", default);
    }

    private async Task WriteWatchlistAsync()
    {
        var before = Books.Monday.PlusDays(-3);
        var report = new ScanReport(
            Books.Monday, before, before, "scan-2013-10-07", new ScanCoverage(1, 1, 1, 0, 0, 0, 0), new GateCounts(1, 0, 0, 0, 0, 0, 0), true, false, [], [], []);
        await new WatchlistStore(books.Store).WriteAsync(Books.Monday, WatchlistFiles.Of(report), default);
        await books.Journal.AppendAsync("scan-completed", "scan-2013-10-07", new { ScanDate = Books.Monday }, default);
    }

    private async Task TamperAsync()
    {
        IBlobs blobs = books.Store;
        var text = Encoding.UTF8.GetString((await blobs.ReadAsync("journal", "2013-10-07.jsonl", default))!.Content.Span);
        await blobs.PutAsync("journal", "2013-10-07.jsonl", Encoding.UTF8.GetBytes(text.Replace("\"me\"", "\"em\"", StringComparison.Ordinal)), default);
    }

    private Task<PreflightReport> RunAsync(DeskOptions? options = null, bool withWatchlist = true) => new Preflight(
        options ?? new DeskOptions(),
        books.Store,
        books.Store,
        new JournalCheck(books.Store, new JournalAnchors(books.Store)),
        books.Broker,
        market,
        Symbol.Parse("SPY"),
        books.Kill,
        new TradingGates(books.Store, books.Journal),
        LimitsBooks.Of(books.Store, books.Broker.Account, RiskLimits.Paper, books.Journal, books.Alerts, books.Clock),
        new FreshnessGate(new WatchlistStore(books.Store), ExchangeCalendar.Nyse),
        books.Days,
        books.Journal,
        books.Alerts,
        books.Clock).RunAsync(Books.Monday, withWatchlist, "preflight-2013-10-07-09:00", default);

    private sealed class Daily : IMarketData
    {
        public LocalDate Newest { get; set; }

        public ValueTask<IReadOnlyList<Symbol>> SymbolsAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<Symbol>>([Symbol.Parse("AIG")]);

        public ValueTask<BarSeries?> DailyAsync(Symbol symbol, CancellationToken cancellationToken)
        {
            double[] one = [1];
            return ValueTask.FromResult<BarSeries?>(new BarSeries(symbol, 1, [BarSeries.ToDay(Newest)], one, one, one, one, one));
        }

        public ValueTask<IReadOnlyDictionary<Symbol, IReadOnlyList<MinuteBar>>> MinutesAsync(IReadOnlyCollection<Symbol> symbols, LocalDate date, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyDictionary<Symbol, Quote>> QuotesAsync(IReadOnlyCollection<Symbol> symbols, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
