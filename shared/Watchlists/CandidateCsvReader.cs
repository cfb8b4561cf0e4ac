using System.Globalization;
using NodaTime.Text;
using Trading.Market;
using Trading.Scanning;

namespace Trading.Watchlists;

/// <summary>A row of the candidates file that is not traded on.</summary>
/// <param name="Line">The line in the file, the header being line 1.</param>
/// <param name="Symbol">The text of its symbol column.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record InvalidRow(long Line, string Symbol, string Reason);

/// <summary>What a candidates file holds.</summary>
/// <param name="Rows">Rows, invalid ones counted.</param>
/// <param name="ScanDates">The different texts of the ScanDate column.</param>
/// <param name="Candidates">The valid rows, in the file's order.</param>
/// <param name="Invalid">The others.</param>
internal sealed record CandidateFile(int Rows, IReadOnlyList<string> ScanDates, IReadOnlyList<Candidate> Candidates, IReadOnlyList<InvalidRow> Invalid);

/// <summary>Reads daily_candidates.csv strictly: a row that cannot be traded on is reported, a file that cannot be read is refused.</summary>
internal static class CandidateCsvReader
{
    /// <summary>The file's rows; <paramref name="correlation"/> is the scan's chain.</summary>
    /// <exception cref="FormatException">The file is torn or lacks a column; the message says where.</exception>
    public static CandidateFile Read(ReadOnlyMemory<byte> csv, string correlation)
    {
        var rows = CsvTable.Read(csv, CandidateColumns.All);
        var candidates = new List<Candidate>();
        var invalid = new List<InvalidRow>();
        var seen = new HashSet<Symbol>();
        foreach (var row in rows)
        {
            try
            {
                var candidate = Checked(Read(row, correlation));
                candidates.Add(seen.Add(candidate.Symbol) ? candidate : throw new FormatException("the symbol is in the file already"));
            }
            catch (FormatException fault)
            {
                invalid.Add(new InvalidRow(row.Line, row["Symbol"], fault.Message));
            }
        }

        return new CandidateFile(rows.Count, [.. rows.Select(row => row["ScanDate"]).Distinct()], candidates, invalid);
    }

    private static Candidate Checked(Candidate candidate) =>
        candidate.StopLoss >= candidate.EntryLevel ? throw new FormatException($"stop {candidate.StopLoss} is not below entry {candidate.EntryLevel}")
        : candidate.StopLoss >= candidate.TargetR2 ? throw new FormatException($"stop {candidate.StopLoss} is not below target {candidate.TargetR2}")
        : candidate;

    private static Candidate Read(CsvLine row, string correlation)
    {
        var symbol = row.Symbol("Symbol");
        return new Candidate(
            symbol,
            row["Direction"] == "Long" ? CandidateWords.ToTier(row["TrendTier"]) : throw new FormatException($"direction '{row["Direction"]}' is not traded"),
            Dollars(row, "Price"),
            Dollars(row, "Entry_Level"),
            Number(row, "Entry_DistPct"),
            Dollars(row, "Stop_Loss"),
            Dollars(row, "Target_R1"),
            Dollars(row, "Target_R2"),
            Number(row, "TrendScore"),
            CandidateWords.ToAnchor(row["Anchor"]),
            LocalDatePattern.Iso.Parse(row["Anchor_Date"]) is { Success: true } date ? date.Value : throw new FormatException($"Anchor_Date '{row["Anchor_Date"]}' is not a date"),
            Number(row, "AVWAP_Slope"),
            (int)Number(row, "AVWAP_Confluence"),
            Setup(row))
        {
            Sector = row["Sector"],
            StrategyId = row.Names.ContainsKey(CandidateColumns.StrategyId) && row[CandidateColumns.StrategyId].Trim() is { Length: > 0 } id ? id : null,
            CorrelationId = Candidate.CorrelationOf(correlation, symbol),
        };
    }

    private static SetupLabels Setup(CsvLine row) => new(
        Line(row, "Setup_VWAP"),
        Line(row, "Setup_AVWAP"),
        CandidateWords.ToExtension(row["Setup_Extension_State"]),
        CandidateWords.ToGapReset(row["Setup_Gap_Reset"]),
        CandidateWords.ToBias(row["Setup_Structure_State"]));

    private static LineLabels Line(CsvLine row, string line) => new(
        CandidateWords.ToBias(row[line + "_Control"]),
        CandidateWords.ToBias(row[line + "_Reclaim"]),
        CandidateWords.ToBias(row[line + "_Acceptance"]),
        row[line + "_DistPct"].Length == 0 ? null : Number(row, line + "_DistPct"));

    private static Price Dollars(CsvLine row, string name) =>
        Price.From(Number(row, name)) ?? throw new FormatException($"{name} '{row[name]}' is not a price above zero");

    private static double Number(CsvLine row, string name) =>
        double.TryParse(row[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new FormatException($"{name} '{row[name]}' is not a number");
}
