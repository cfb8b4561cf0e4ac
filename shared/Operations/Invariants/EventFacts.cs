using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Trading.Journal;

namespace Trading.Operations.Invariants;

/// <summary>Reads the fields of journal events.</summary>
internal static class EventFacts
{
    /// <summary>A text field; null when there is none.</summary>
    public static string? Text(this JournalEvent one, string name) =>
        one.Data.ValueKind == JsonValueKind.Object && one.Data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A flag; false when there is none.</summary>
    public static bool Flag(this JournalEvent one, string name) =>
        one.Data.ValueKind == JsonValueKind.Object && one.Data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>A number; null when there is none.</summary>
    public static decimal? Number(this JournalEvent one, string name) =>
        one.Data.ValueKind == JsonValueKind.Object && one.Data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : null;

    /// <summary>A date; null when there is none.</summary>
    public static LocalDate? Date(this JournalEvent one, string name) => one.Text(name) is { } text && LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value : null;

    /// <summary>Whether an order of ours went on its way to the broker: reserved, or sent by a process that took up what another had reserved.</summary>
    public static bool IsSent(this JournalEvent one) => one.Kind is "order-reserved" or "order-submitted" or "order-replaced";

    /// <summary>Whether an order of ours for the given purpose went on its way to the broker.</summary>
    public static bool IsSent(this JournalEvent one, string purpose) => one.IsSent() && one.Text("purpose") == purpose;
}
