using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Trading.Embedded.Simulator.Wire;
using Trading.Market;

namespace Trading.Embedded.Simulator.Http;

/// <summary>A request as the routes read it: what is missing is null, what cannot be read is refused.</summary>
internal sealed class SimRequest(string method, string path, IQueryCollection query, byte[] body)
{
    public string Method => method;

    public string Path => path;

    /// <summary>The path's parts.</summary>
    public string[] Parts { get; } = path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    public string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    public bool Flag(string name) => bool.TryParse(Text(name), out var value) && value;

    public int? Number(string name) =>
        Text(name) is not { } text ? null : int.TryParse(text, out var value) ? value : throw SimRefusal.Invalid($"invalid {name}: {text}");

    public Instant? Time(string name) =>
        Text(name) is not { } text ? null : WireText.ToInstant(text) ?? throw SimRefusal.Invalid($"invalid {name}: {text}");

    public LocalDate? Date(string name) =>
        Text(name) is not { } text ? null : WireText.ToInstant(text)?.InUtc().Date ?? throw SimRefusal.Invalid($"invalid {name}: {text}");

    /// <summary>One of <paramref name="words"/>; the first when it is missing.</summary>
    public string Word(string name, params ReadOnlySpan<string> words) =>
        Text(name)?.ToLowerInvariant() is not { } text ? words[0] : words.Contains(text) ? text : throw SimRefusal.Invalid($"invalid {name}: {text}");

    /// <summary>A list of symbols between commas, in ordinal order, each once.</summary>
    public IReadOnlyList<Symbol> Symbols(string name) =>
        [.. (Text(name) ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(ToSymbol).Distinct().Order()];

    /// <summary>The body, read as JSON whatever its content type says.</summary>
    public T Body<T>(JsonTypeInfo<T> form)
    {
        try
        {
            return JsonSerializer.Deserialize(body, form) ?? throw SimRefusal.BadBody();
        }
        catch (JsonException)
        {
            throw SimRefusal.BadBody();
        }
    }

    public static Symbol ToSymbol(string text) => Symbol.TryParse(text, out var symbol) ? symbol : throw SimRefusal.BadData($"invalid symbol: {text}");
}
