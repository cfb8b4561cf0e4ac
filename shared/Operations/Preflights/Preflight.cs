using NodaTime;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Control;
using Trading.Execution;
using Trading.Journal;
using Trading.Market;
using Trading.Operations.Health;
using Trading.Risk.Limits;
using Trading.Storage;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Operations.Preflights;

/// <summary>
/// The pre-market checklist. Each line is on its own: one that throws is a FAIL and hides none of the others. It shuts nothing itself (the gates at the door do);
/// a FAIL calls a person while there is time.
/// </summary>
public sealed class Preflight(
    DeskOptions options,
    IRecords records,
    IBlobs blobs,
    JournalCheck journalCheck,
    IBroker broker,
    IMarketData market,
    Symbol benchmark,
    KillSwitch kill,
    TradingGates gates,
    LimitsBook limits,
    FreshnessGate watchlist,
    DayBooks days,
    JournalWriter journal,
    Alerts alerts,
    TimeProvider clock)
{
    /// <summary>Goes through the checklist, journals it as <c>preflight</c> and alerts a FAIL.</summary>
    /// <param name="date">The trading date, New York, whose session is ahead.</param>
    /// <param name="withWatchlist">Looks at the watchlist too: at T-30 it should be there, an hour earlier it cannot.</param>
    /// <param name="correlation">What the run's events are filed under.</param>
    /// <param name="cancellationToken">Cancels between the lines.</param>
    /// <exception cref="StorageException">The outcome could not be kept.</exception>
    public async Task<PreflightReport> RunAsync(LocalDate date, bool withWatchlist, string correlation, CancellationToken cancellationToken)
    {
        var report = new PreflightReport(await LinesAsync(date, withWatchlist, cancellationToken).ConfigureAwait(false));
        var data = new { Result = report.Result.ToString().ToUpperInvariant(), Lines = report.Lines.Select(line => line.ToString()) };
        await journal.AppendAsync("preflight", correlation, data, cancellationToken).ConfigureAwait(false);
        if (report.Result == PreflightVerdict.Fail)
        {
            var failed = report.Lines.Where(line => line.Verdict == PreflightVerdict.Fail).ToList();
            var sentence = $"preflight of {date:R}: {string.Join("; ", failed.Select(line => $"{line.Name}: {line.Message}"))}";
            await alerts.RaiseAsync("preflight-failed", AlertSeverity.Critical, string.Join(":", failed.Select(line => line.Name)), sentence, cancellationToken).ConfigureAwait(false);
        }

        return report;
    }

    private async ValueTask<IReadOnlyList<PreflightLine>> LinesAsync(LocalDate date, bool withWatchlist, CancellationToken cancellationToken)
    {
        var previous = ExchangeCalendar.Nyse.Previous(date).Date;
        var lines = new List<PreflightLine>
        {
            await LineAsync("config", () => ValueTask.FromResult(Config())).ConfigureAwait(false),
            await LineAsync("limits", () => LimitsAsync(cancellationToken)).ConfigureAwait(false),
            await LineAsync("store", () => StoreAsync(date, cancellationToken)).ConfigureAwait(false),
            await LineAsync("journal_chain", () => JournalAsync(previous, cancellationToken)).ConfigureAwait(false),
            await LineAsync("books", () => BooksAsync(previous, cancellationToken)).ConfigureAwait(false),
            await LineAsync("broker_account", () => AccountAsync(cancellationToken)).ConfigureAwait(false),
            await LineAsync("broker_clock", () => ClockAsync(cancellationToken)).ConfigureAwait(false),
            await LineAsync("market_data", () => MarketAsync(previous, cancellationToken)).ConfigureAwait(false),
            await LineAsync("kill_switch", () => KillAsync(cancellationToken)).ConfigureAwait(false),
            await LineAsync("gates", () => GatesAsync(cancellationToken)).ConfigureAwait(false),
        };
        if (withWatchlist)
        {
            lines.Add(await LineAsync("watchlist", () => WatchlistAsync(date, cancellationToken)).ConfigureAwait(false));
        }

        return lines;
    }

    private static async ValueTask<PreflightLine> LineAsync(string name, Func<ValueTask<(PreflightVerdict Verdict, string Message)>> look)
    {
        try
        {
            var (verdict, message) = await look().ConfigureAwait(false);
            return new PreflightLine(name, verdict, message);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new PreflightLine(name, PreflightVerdict.Fail, $"could not be checked: {fault.Message}");
        }
    }

    private (PreflightVerdict Verdict, string Message) Config()
    {
        var faults = options.Limits.Faults();
        return faults.Count > 0 ? (PreflightVerdict.Fail, string.Join("; ", faults)) : (PreflightVerdict.Pass, $"{options.Mode} account, limits are in order");
    }

    private async ValueTask<(PreflightVerdict Verdict, string Message)> LimitsAsync(CancellationToken cancellationToken)
    {
        var state = await limits.StateAsync(cancellationToken).ConfigureAwait(false);
        return state.File is { Faults: [_, ..] faults } ? (PreflightVerdict.Warn, $"{LimitsFile.Container}/{LimitsFile.Name} is not taken: {string.Join("; ", faults)}")
            : state.Pending is { } pending ? (PreflightVerdict.Warn, $"change {state.Number} is in force; a raise of {string.Join(", ", pending.Values.Keys)} waits for two people")
            : (PreflightVerdict.Pass, $"change {state.Number} is in force, by {state.Change.Who} ({state.Change.Source})");
    }

    private async ValueTask<(PreflightVerdict Verdict, string Message)> StoreAsync(LocalDate date, CancellationToken cancellationToken)
    {
        var round = new HealthRound(clock.Now(), date, null, new LoopStatus(null, 0, null));
        var result = await new StoreCheck(records, blobs).LookAsync(round, cancellationToken).ConfigureAwait(false);
        return (result.Status == HealthStatus.Healthy ? PreflightVerdict.Pass : PreflightVerdict.Fail, result.Sentence);
    }

    private async ValueTask<(PreflightVerdict Verdict, string Message)> JournalAsync(LocalDate from, CancellationToken cancellationToken)
    {
        var verdict = await journalCheck.CheckAsync(from, cancellationToken).ConfigureAwait(false);
        return verdict.Fault is { } fault ? (PreflightVerdict.Fail, fault.Sentence)
            : verdict.Events == 0 ? (PreflightVerdict.Warn, "the journal is empty")
            : (PreflightVerdict.Pass, $"{verdict.Events} events, the chain holds");
    }

    private async ValueTask<(PreflightVerdict Verdict, string Message)> BooksAsync(LocalDate previous, CancellationToken cancellationToken)
    {
        var standing = await days.StandingAsync(cancellationToken).ConfigureAwait(false);
        var opening = await days.OpeningAsync(cancellationToken).ConfigureAwait(false);
        return standing >= previous || opening is null || opening.Date > previous
            ? (PreflightVerdict.Pass, standing is { } closed ? $"closed through {closed:R}" : "a new account")
            : (PreflightVerdict.Warn, $"the books of {previous:R} are not closed; the next close makes up for it");
    }

    private async ValueTask<(PreflightVerdict Verdict, string Message)> AccountAsync(CancellationToken cancellationToken)
    {
        var account = await broker.AccountAsync(cancellationToken).ConfigureAwait(false);
        return account.Equity > 0
            ? (PreflightVerdict.Pass, $"equity {account.Equity:0.00}, buying power {account.BuyingPower:0.00}")
            : (PreflightVerdict.Fail, $"equity is {account.Equity:0.00}");
    }

    private async ValueTask<(PreflightVerdict Verdict, string Message)> ClockAsync(CancellationToken cancellationToken)
    {
        var theirs = await broker.ClockAsync(cancellationToken).ConfigureAwait(false);
        return ClockCheck.Compare(theirs, clock.Now()) is { } fault ? (PreflightVerdict.Fail, fault) : (PreflightVerdict.Pass, "agrees with the calendar");
    }

    private async ValueTask<(PreflightVerdict Verdict, string Message)> MarketAsync(LocalDate previous, CancellationToken cancellationToken)
    {
        var symbols = await market.SymbolsAsync(cancellationToken).ConfigureAwait(false);
        if (symbols.Count == 0)
        {
            return (PreflightVerdict.Fail, "there are no symbols to scan");
        }

        var bars = await market.DailyAsync(benchmark, cancellationToken).ConfigureAwait(false) ?? await market.DailyAsync(symbols[0], cancellationToken).ConfigureAwait(false);
        var newest = bars is { Count: > 0 } ? bars.DateAt(bars.Count - 1) : (LocalDate?)null;
        return newest == previous
            ? (PreflightVerdict.Pass, $"{symbols.Count} symbols, the newest bar is that of {previous:R}")
            : (PreflightVerdict.Fail, $"the newest bar of {bars?.Symbol ?? benchmark} is {(newest is { } date ? $"that of {date:R}" : "missing")}, {previous:R} is expected");
    }

    private async ValueTask<(PreflightVerdict Verdict, string Message)> KillAsync(CancellationToken cancellationToken)
    {
        var state = await kill.ReadAsync(cancellationToken).ConfigureAwait(false);
        return state.Mode == KillMode.Off ? (PreflightVerdict.Pass, "off") : (PreflightVerdict.Warn, $"{state.Mode.Word()} by {state.Who} ({state.Source}): {state.Why}");
    }

    private async ValueTask<(PreflightVerdict Verdict, string Message)> GatesAsync(CancellationToken cancellationToken)
    {
        var state = await gates.ReadAsync(cancellationToken).ConfigureAwait(false);
        return state.LiveFault is { } fault ? (PreflightVerdict.Fail, fault)
            : state.DryRun ? (PreflightVerdict.Warn, "dry run: entries go to the dry-run ledger")
            : !state.Approved ? (PreflightVerdict.Warn, "not approved: entries are blocked")
            : (PreflightVerdict.Pass, "open");
    }

    private async ValueTask<(PreflightVerdict Verdict, string Message)> WatchlistAsync(LocalDate date, CancellationToken cancellationToken)
    {
        var verdict = await watchlist.CheckAsync(date, cancellationToken).ConfigureAwait(false);
        return (verdict.Fresh ? PreflightVerdict.Pass : PreflightVerdict.Fail, verdict.Sentence);
    }
}
