using System.Buffers;
using System.Text.Json;
using NodaTime.Text;
using Trading.Watchlists;

namespace Trading.Scanning;

/// <summary>What the journal keeps of a scan (<c>scan-completed</c>): the day, what was seen, and why each candidate is one.</summary>
internal static class ScanEvent
{
    /// <summary>The event's data.</summary>
    public static JsonElement Of(ScanReport report)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("scanDate", LocalDatePattern.Iso.Format(report.ScanDate));
            writer.WriteString("asOf", LocalDatePattern.Iso.Format(report.AsOf));
            writer.WriteString("newestBar", report.NewestBar is { } newest ? LocalDatePattern.Iso.Format(newest) : null);
            writer.WriteBoolean("staleInputs", report.StaleInputs);
            ManifestJson.Write(writer, report.Symbols);
            ManifestJson.Write(writer, report.Gates);
            writer.WriteBoolean("regimeOpen", report.RegimeOpen);
            ManifestJson.Write(writer, "leftOut", [.. report.LeftOut.Select(symbol => symbol.ToString())]);
            ManifestJson.Write(writer, "warnings", report.Warnings);
            writer.WriteStartArray("candidates");
            foreach (var candidate in report.Candidates)
            {
                Write(writer, candidate);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, Candidate candidate)
    {
        writer.WriteStartObject();
        writer.WriteString("correlation", candidate.CorrelationId);
        writer.WriteString("symbol", candidate.Symbol.ToString());
        writer.WriteString("tier", CandidateWords.Of(candidate.Tier));
        writer.WriteString("anchor", CandidateWords.Of(candidate.Anchor));
        writer.WriteString("anchorDate", LocalDatePattern.Iso.Format(candidate.AnchorDate));
        writer.WriteNumber("price", candidate.Price.Value);
        writer.WriteNumber("entryLevel", candidate.EntryLevel.Value);
        writer.WriteNumber("stopLoss", candidate.StopLoss.Value);
        writer.WriteNumber("targetR1", candidate.TargetR1.Value);
        writer.WriteNumber("targetR2", candidate.TargetR2.Value);
        writer.WriteNumber("trendScore", candidate.TrendScore);
        writer.WriteEndObject();
    }
}
