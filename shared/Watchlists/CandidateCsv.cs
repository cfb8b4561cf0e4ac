using System.Globalization;
using CsvHelper;
using NodaTime;
using NodaTime.Text;
using Trading.Scanning;

namespace Trading.Watchlists;

/// <summary>
/// Writes daily_candidates.csv: the 33 columns, a header even without a row, commas, line feeds, numbers in their shortest form
/// with at least one decimal (<c>750.0</c>), and nothing where there is no value.
/// </summary>
internal static class CandidateCsv
{
    private static readonly CsvWriterOptions Plain = new() { HasHeader = false, NewLine = "\n" };

    /// <summary>The file, UTF-8 without a mark. <paramref name="scanDate"/> is the New York trading date of the ScanDate column.</summary>
    public static byte[] Write(IReadOnlyList<Candidate> candidates, LocalDate scanDate)
    {
        using var file = new MemoryStream();
        using (var writer = CsvWriter.Create(file, Plain, leaveOpen: true))
        {
            writer.WriteRecord([.. CandidateColumns.All]);
            var date = LocalDatePattern.Iso.Format(scanDate);
            foreach (var candidate in candidates)
            {
                writer.WriteRecord(Fields(candidate, date));
            }
        }

        return file.ToArray();
    }

    private static string[] Fields(Candidate candidate, string date) =>
    [
        CandidateColumns.SchemaVersion.ToString(CultureInfo.InvariantCulture), date, candidate.Symbol.ToString(), "Long", CandidateWords.Of(candidate.Tier),
        Number(candidate.Price.Value), Number(candidate.EntryLevel.Value), Number(candidate.DistancePercent), Number(candidate.StopLoss.Value),
        Number(candidate.TargetR1.Value), Number(candidate.TargetR2.Value), Number(candidate.TrendScore), candidate.Sector,
        CandidateWords.Of(candidate.Anchor), LocalDatePattern.Iso.Format(candidate.AnchorDate), Number(candidate.AvwapSlope),
        candidate.Confluence.ToString(CultureInfo.InvariantCulture), string.Empty,
        .. Line(candidate.Setup.Vwap), .. Line(candidate.Setup.AnchoredVwap),
        CandidateWords.Of(candidate.Setup.Extension), CandidateWords.Of(candidate.Setup.GapReset), CandidateWords.Of(candidate.Setup.Structure),
        string.Empty, string.Empty, string.Empty, string.Empty,
    ];

    private static string[] Line(LineLabels labels) =>
    [
        CandidateWords.Of(labels.Control), CandidateWords.Of(labels.Reclaim), CandidateWords.Of(labels.Acceptance),
        labels.DistancePercent is { } distance ? Number(distance) : string.Empty,
    ];

    private static string Number(decimal value) => value.ToString("0.0###", CultureInfo.InvariantCulture);

    /// <summary>The shortest text that reads back as the same double, as other readers of the file write it: <c>750.0</c>, <c>-0.0069</c>, <c>2e-06</c>.</summary>
    internal static string Number(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) ? text.ToLowerInvariant()
            : text.Contains('.', StringComparison.Ordinal) ? text
            : text + ".0";
    }
}
