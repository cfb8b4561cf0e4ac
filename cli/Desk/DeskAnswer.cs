using System.Text.Json;

namespace Trading.Cli.Desk;

/// <summary>What a route answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON.</param>
internal sealed record DeskAnswer(int Status, JsonElement Body)
{
    /// <summary>Whether the desk did what was asked; an unhealthy desk's answer (503) has a body to look at, and is none.</summary>
    public bool IsGood => Status is >= 200 and < 300;

    /// <summary>A text member of the body, or null.</summary>
    public string? Text(string member) => Member(member) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>Whether a member of the body is true.</summary>
    public bool Is(string member) => Member(member) is { ValueKind: JsonValueKind.True };

    /// <summary>The elements of a list in the body; none when it is not there.</summary>
    public IEnumerable<JsonElement> List(string member) => Member(member) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    private JsonElement? Member(string member) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(member, out var value) ? value : null;
}
