using System.Text.Json;
using Trading.Journal;

namespace Trading.Operations.Inquiry.Lists;

/// <summary>Reads the journal's word of what was refused: at the door (<c>order-blocked</c>), or before there was an order (<c>entry-declined</c>).</summary>
internal static class Refusal
{
    /// <summary>The kinds of its events.</summary>
    public static string[] Kinds { get; } = ["order-blocked", "entry-declined"];

    /// <summary>The id that the order would have had; the correlation where none was chosen.</summary>
    public static string IdOf(JournalEvent one)
    {
        foreach (var part in PartsOf(one))
        {
            return part.GetProperty("id").GetString() ?? one.Correlation;
        }

        return one.Correlation;
    }

    /// <summary>The shares of all parts.</summary>
    public static decimal SharesOf(JournalEvent one) => PartsOf(one).Sum(part => part.GetProperty("quantity").GetDecimal());

    private static JsonElement.ArrayEnumerator PartsOf(JournalEvent one) =>
        one.Data.TryGetProperty("parts", out var parts) && parts.ValueKind == JsonValueKind.Array ? parts.EnumerateArray() : default;
}
