using System.Text.Json;
using Azure.Data.Tables;
using NodaTime.Text;

namespace Trading.Adapters.Storage;

/// <summary>
/// The scalars at the top of a record's JSON as columns: texts, truths, instants, numbers. For people alone: a number is a double whatever it is, so that a column
/// has one type in all rows and a filter on it finds them all; what is long, or named as no column can be, is left out.
/// </summary>
internal static class RecordColumns
{
    private const int Most = 60;
    private const int LongestText = 256;
    private const int LongestName = 64;

    public static void AddTo(TableEntity entity, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return;
            }

            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (entity.Count < Most && IsColumn(property.Name) && ValueOf(property.Value) is { } value)
                {
                    entity[property.Name] = value;
                }
            }
        }
        catch (JsonException)
        {
            // Whatever the text is, it is kept as it is; there is nothing in it to show.
        }
    }

    // Our own columns begin with a capital, the JSON's names with a small letter.
    private static bool IsColumn(string name) => name.Length is > 0 and <= LongestName && char.IsAsciiLetterLower(name[0]) && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private static object? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.GetDouble() is var number && double.IsFinite(number) ? number : null,
        JsonValueKind.String when value.GetString() is { Length: <= LongestText } text => InstantIn(text) ?? (object)text,
        _ => null,
    };

    private static DateTimeOffset? InstantIn(string text) =>
        text.Length >= 20 && text[^1] == 'Z' && InstantPattern.ExtendedIso.Parse(text) is { Success: true, Value: var instant } ? instant.ToDateTimeOffset() : null;
}
