using NodaTime;
using Trading.Embedded.Market;
using Trading.Embedded.Storage;
using Trading.Market;
using Trading.Operations.Preflights;
using Trading.Storage;
using Trading.Time;

namespace Trading.Embedded.Checks;

/// <summary>What the check of the bars looks at.</summary>
/// <param name="Bars">The folder; null for the archive of the state folder.</param>
/// <param name="AsOf">The session up to which they should reach.</param>
/// <param name="LookbackHours">How much of it is looked at for what is stale or missing; null for a year.</param>
internal sealed record DataRequest(string? Bars, LocalDate AsOf, int? LookbackHours);

/// <summary>The daily bars of a folder, or of a desk's archive: complete, possible, not stale. None at all fails: having looked at nothing is no proof.</summary>
internal static class DataChecks
{
    public static async Task<IEnumerable<PreflightLine>> RunAsync(DataRequest request, string state, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            if (request.Bars is { } bars)
            {
                return Lines(request, Entries(new CsvBarFolder(bars), request.AsOf));
            }

            if (!ArchiveOfState.IsIn(state))
            {
                return [Nothing(request, state)];
            }

            if (StateFolderLock.IsTaken(state))
            {
                return [new PreflightLine("archive", PreflightVerdict.Warn, $"{state} is in use: a running desk is asked at /api/universe, not from outside")];
            }

            return await ArchiveOfState.ReadAsync(state, clock, cancellationToken).ConfigureAwait(false) is { } archive
                ? Lines(request, archive.All().Select(entry => new ArchiveEntry(entry.Bars.Symbol, entry.Bars)))
                : [Nothing(request, state)];
        }
        catch (Exception fault) when (fault is MarketDataException or StorageException)
        {
            return [new PreflightLine("archive", PreflightVerdict.Fail, fault.Message)];
        }
    }

    // Whoever says how far to look means to look at something.
    private static PreflightLine Nothing(DataRequest request, string state) => request.LookbackHours is null
        ? new PreflightLine("archive", PreflightVerdict.Pass, "no --bars folder: the made-up market needs no check")
        : new PreflightLine("archive", PreflightVerdict.Fail, $"there are no bars to look at: name a folder with --bars; {state} holds no archive");

    private static IEnumerable<PreflightLine> Lines(DataRequest request, IEnumerable<ArchiveEntry> entries)
    {
        var thresholds = request.LookbackHours is { } hours ? ArchiveThresholds.ForHours(hours) : ArchiveThresholds.Default;
        return Lines(new ArchiveCheck(ExchangeCalendar.Nyse, thresholds).Run(entries, request.AsOf));
    }

    private static IEnumerable<ArchiveEntry> Entries(CsvBarFolder folder, LocalDate asOf)
    {
        foreach (var symbol in folder.Symbols)
        {
            yield return EntryOf(folder, symbol, asOf);
        }
    }

    private static ArchiveEntry EntryOf(CsvBarFolder folder, Symbol symbol, LocalDate asOf)
    {
        try
        {
            return new ArchiveEntry(symbol, folder.Daily(symbol, asOf));
        }
        catch (BadBarException fault)
        {
            return new ArchiveEntry(symbol, null, fault.Message);
        }
    }

    private static IEnumerable<PreflightLine> Lines(ArchiveReport report)
    {
        yield return new PreflightLine("archive", VerdictOf(report.Status), report.Summary);
        foreach (var finding in report.Findings)
        {
            yield return new PreflightLine("archive", VerdictOf(finding.Status), finding.Text);
        }

        foreach (var symbol in report.Troubled)
        {
            yield return new PreflightLine($"archive {symbol.Symbol}", VerdictOf(symbol.Status), string.Join("; ", symbol.Findings.Select(finding => finding.Text)));
        }
    }

    private static PreflightVerdict VerdictOf(ArchiveStatus status) => status switch
    {
        ArchiveStatus.Ok => PreflightVerdict.Pass,
        ArchiveStatus.Warn => PreflightVerdict.Warn,
        _ => PreflightVerdict.Fail,
    };
}
