using System.Buffers;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Trading.Scanning;

namespace Trading.Watchlists;

/// <summary>
/// The manifest as JSON. Written and read member by member, so that a manifest that lacks one is refused instead of read as zero,
/// and so that the first gate of a process does not wait for a serializer to warm up.
/// </summary>
internal static class ManifestJson
{
    /// <summary>The manifest's bytes, UTF-8.</summary>
    public static ReadOnlyMemory<byte> Write(WatchlistManifest manifest)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schemaVersion", manifest.SchemaVersion);
            writer.WriteString("scanDate", LocalDatePattern.Iso.Format(manifest.ScanDate));
            writer.WriteString("asOf", LocalDatePattern.Iso.Format(manifest.AsOf));
            writer.WriteString("newestBar", manifest.NewestBar is { } newest ? LocalDatePattern.Iso.Format(newest) : null);
            writer.WriteBoolean("staleInputs", manifest.StaleInputs);
            writer.WriteString("correlation", manifest.Correlation);
            writer.WriteNumber("rows", manifest.Rows);
            writer.WriteString("candidatesSha256", manifest.CandidatesSha256);
            writer.WriteString("watchlistSha256", manifest.WatchlistSha256);
            Write(writer, manifest.Symbols);
            Write(writer, manifest.Gates);
            writer.WriteBoolean("regimeOpen", manifest.RegimeOpen);
            Write(writer, "warnings", manifest.Warnings);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>The manifest in <paramref name="json"/>, or null when it is torn, of another version, or lacks a member.</summary>
    public static WatchlistManifest? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement) is { SchemaVersion: WatchlistManifest.CurrentSchema } manifest ? manifest : null;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static WatchlistManifest Read(JsonElement root) => new(
        root.GetProperty("schemaVersion").GetInt32(),
        Date(root.GetProperty("scanDate")),
        Date(root.GetProperty("asOf")),
        root.GetProperty("newestBar") is { ValueKind: not JsonValueKind.Null } newest ? Date(newest) : null,
        root.GetProperty("staleInputs").GetBoolean(),
        Text(root.GetProperty("correlation")),
        root.GetProperty("rows").GetInt32(),
        Text(root.GetProperty("candidatesSha256")),
        Text(root.GetProperty("watchlistSha256")),
        Coverage(root.GetProperty("symbols")),
        Gates(root.GetProperty("gates")),
        root.GetProperty("regimeOpen").GetBoolean(),
        [.. root.GetProperty("warnings").EnumerateArray().Select(Text)]);

    internal static void Write(Utf8JsonWriter writer, ScanCoverage symbols)
    {
        writer.WriteStartObject("symbols");
        writer.WriteNumber("listed", symbols.Listed);
        writer.WriteNumber("withBars", symbols.WithBars);
        writer.WriteNumber("scanned", symbols.Scanned);
        writer.WriteNumber("bad", symbols.Bad);
        writer.WriteNumber("stale", symbols.Stale);
        writer.WriteNumber("illiquid", symbols.Illiquid);
        writer.WriteNumber("nearEarnings", symbols.NearEarnings);
        writer.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter writer, GateCounts gates)
    {
        writer.WriteStartObject("gates");
        writer.WriteNumber("passed", gates.Passed);
        writer.WriteNumber("history", gates.History);
        writer.WriteNumber("trend", gates.Trend);
        writer.WriteNumber("weekly", gates.Weekly);
        writer.WriteNumber("volatility", gates.Volatility);
        writer.WriteNumber("anchor", gates.Anchor);
        writer.WriteNumber("strength", gates.Strength);
        writer.WriteEndObject();
    }

    internal static void Write(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static ScanCoverage Coverage(JsonElement symbols) => new(
        symbols.GetProperty("listed").GetInt32(),
        symbols.GetProperty("withBars").GetInt32(),
        symbols.GetProperty("scanned").GetInt32(),
        symbols.GetProperty("bad").GetInt32(),
        symbols.GetProperty("stale").GetInt32(),
        symbols.GetProperty("illiquid").GetInt32(),
        symbols.GetProperty("nearEarnings").GetInt32());

    private static GateCounts Gates(JsonElement gates) => new(
        gates.GetProperty("passed").GetInt32(),
        gates.GetProperty("history").GetInt32(),
        gates.GetProperty("trend").GetInt32(),
        gates.GetProperty("weekly").GetInt32(),
        gates.GetProperty("volatility").GetInt32(),
        gates.GetProperty("anchor").GetInt32(),
        gates.GetProperty("strength").GetInt32());

    private static LocalDate Date(JsonElement value) => LocalDatePattern.Iso.Parse(Text(value)).GetValueOrThrow();

    private static string Text(JsonElement value) => value.GetString() ?? throw new FormatException("null where a text must stand");
}
