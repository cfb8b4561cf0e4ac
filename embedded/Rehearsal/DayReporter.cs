using NodaTime;
using NodaTime.Text;
using Trading.Accounting;
using Trading.Embedded.Runtime;
using Trading.Journal;
using Trading.Operations;
using Trading.Operations.Invariants;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Embedded.Rehearsal;

/// <summary>Reads a day's report off what the day left behind: its journal, its books, its counts.</summary>
internal sealed class DayReporter(Desk desk, int seed)
{
    private static readonly string[] Timed = ["job-done", "job-skipped", "job-failed"];

    public async ValueTask<DayReport> ReportAsync(LocalDate date, CancellationToken cancellationToken)
    {
        var events = await EventsAsync(date, cancellationToken).ConfigureAwait(false);
        var isSession = ExchangeCalendar.Nyse.IsSession(date);
        var positions = await desk.Broker.PositionsAsync(cancellationToken).ConfigureAwait(false);
        var (count, hash) = await desk.Get<JournalWriter>().HeadAsync(cancellationToken).ConfigureAwait(false);
        return new DayReport(
            date,
            isSession,
            seed,
            Functions(events),
            isSession ? Scan(events) : null,
            isSession ? await GateAsync(date, cancellationToken).ConfigureAwait(false) : null,
            OrderTally.Of(events),
            [.. positions.OrderBy(position => position.Symbol).Select(position => new PositionLine(position.Symbol, position.Quantity, position.AveragePrice.Value))],
            await PnlAsync(date, isSession, cancellationToken).ConfigureAwait(false),
            new JournalLine(count, hash),
            await InvariantsAsync(date, cancellationToken).ConfigureAwait(false),
            await AlertsAsync(date, cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask<IReadOnlyList<AlertLine>> AlertsAsync(LocalDate date, CancellationToken cancellationToken)
    {
        var raised = await desk.Get<Alerts>().OnAsync(date, cancellationToken).ConfigureAwait(false);
        return [.. raised.OrderBy(alert => alert.At).ThenBy(alert => alert.Id, StringComparer.Ordinal)
            .Select(alert => new AlertLine(alert.Severity.ToString(), alert.Code, alert.Subject, alert.Sentence))];
    }

    private async ValueTask<IReadOnlyDictionary<string, bool>> InvariantsAsync(LocalDate date, CancellationToken cancellationToken)
    {
        var verdict = DayInvariants.Check(await desk.Get<DayFactsReader>().ReadAsync(date, cancellationToken).ConfigureAwait(false));
        foreach (var broken in verdict.Broken)
        {
            Console.Error.WriteLine($"{LocalDatePattern.Iso.Format(date)} {broken}");
        }

        return verdict.Holds;
    }

    private async ValueTask<List<JournalEvent>> EventsAsync(LocalDate date, CancellationToken cancellationToken)
    {
        var events = new List<JournalEvent>();
        await foreach (var found in desk.Get<JournalReader>().OnAsync(date, cancellationToken).ConfigureAwait(false))
        {
            events.Add(found);
        }

        return events;
    }

    private SortedDictionary<string, FunctionCounts> Functions(List<JournalEvent> events)
    {
        var outcomes = events.Where(found => Timed.Contains(found.Kind, StringComparer.Ordinal)).ToLookup(found => (Name(found), found.Kind));
        var counts = new SortedDictionary<string, FunctionCounts>(StringComparer.Ordinal);
        foreach (var (name, kind) in desk.Host.Functions)
        {
            var seen = desk.Tally.Of(name);
            counts[name] = kind switch
            {
                FunctionKind.Timer => new FunctionCounts(seen.Fired, outcomes[(name, "job-done")].Count(), outcomes[(name, "job-skipped")].Count(), seen.Failed),
                _ => new FunctionCounts(seen.Fired, seen.Ran, 0, seen.Failed),
            };
        }

        foreach (var (name, kind) in desk.Host.Functions)
        {
            if (kind == FunctionKind.Http)
            {
                counts.Remove(name);
            }
        }

        return counts;
    }

    private ScanCounts? Scan(List<JournalEvent> events) =>
        events.FindLast(found => found.Kind == "scan-completed") is { } scan
            ? new ScanCounts(
                scan.Data.GetProperty("symbols").GetProperty("listed").GetInt32(),
                scan.Data.GetProperty("candidates").GetArrayLength(),
                desk.Tally.Of("Scan").ElapsedMs)
            : null;

    private async ValueTask<GateState> GateAsync(LocalDate date, CancellationToken cancellationToken)
    {
        var verdict = await desk.Get<FreshnessGate>().CheckAsync(date, cancellationToken).ConfigureAwait(false);
        return new GateState(verdict.Fresh, verdict.Reason);
    }

    private async ValueTask<PnlLine?> PnlAsync(LocalDate date, bool isSession, CancellationToken cancellationToken)
    {
        var books = desk.Get<DayBooks>();
        if (await books.CloseOfAsync(date, cancellationToken).ConfigureAwait(false) is { Summary: { } day } close)
        {
            return new PnlLine(day.Realized, day.Unrealized, day.Fees, day.Total, day.Trades, day.Wins, day.Losses, day.WinRate, day.MaxDrawdown, close.Equity);
        }

        if (isSession)
        {
            return null;
        }

        // Nothing is realized on a day without a session; what was open before it still is.
        var standing = await books.StandingAsync(cancellationToken).ConfigureAwait(false);
        var before = standing is { } last ? await books.CloseOfAsync(last, cancellationToken).ConfigureAwait(false) : null;
        var open = before?.Summary.Unrealized ?? 0m;
        return new PnlLine(0m, open, 0m, open, 0, 0, 0, 0m, 0m, before?.Equity);
    }

    private static string Name(JournalEvent found) => found.Data.GetProperty("name").GetString() ?? string.Empty;
}
