using NodaTime;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Operations.Preflights;
using Trading.Time;

namespace Trading.Embedded.Checks;

/// <summary>The archive of daily bars: complete, possible, not stale.</summary>
internal static class DataChecks
{
    public static IEnumerable<PreflightLine> Run(string? bars, LocalDate asOf)
    {
        if (bars is null)
        {
            return [new PreflightLine("archive", PreflightVerdict.Pass, "no --bars folder: the made-up market needs no check")];
        }

        try
        {
            return Lines(new ArchiveCheck(ExchangeCalendar.Nyse, ArchiveThresholds.Default).Run(Entries(new CsvBarFolder(bars), asOf), asOf));
        }
        catch (MarketDataException fault)
        {
            return [new PreflightLine("archive", PreflightVerdict.Fail, fault.Message)];
        }
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
