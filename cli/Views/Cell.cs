using System.Text.Json;

namespace Trading.Cli.Views;

/// <summary>One value as people read it. Nothing in it can move the cursor: control characters of a stored text are dots.</summary>
internal static class Cell
{
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "-",
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.String => Plain(value.GetString()!),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Of)),
        _ => value.GetRawText(),
    };

    private static string Plain(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '.' : letter));
}
