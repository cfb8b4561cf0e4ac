using System.CommandLine;

namespace Trading.Cli;

/// <summary>The options that every verb takes.</summary>
internal sealed class CommonOptions
{
    private const string StandardUrl = "http://localhost:7071/";

    public Option<string?> Url { get; } = new("--url") { Description = $"The desk; standard: TRADE_URL, else {StandardUrl}.", HelpName = "URL", Recursive = true };

    public Option<string?> TokenFile { get; } = new("--token-file") { Description = "A file that holds your token; standard: TRADE_TOKEN.", HelpName = "FILE", Recursive = true };

    public Option<bool> Json { get; } = new("--json") { Description = "The answer as JSON on standard output.", Recursive = true };

    public Option<bool> Yes { get; } = new("--yes") { Description = "Do not ask before a change.", Recursive = true };

    public Option<double?> Watch { get; } = new("--watch") { Description = "Read again every so many seconds (standard 2) until Ctrl+C.", HelpName = "SECONDS", Arity = ArgumentArity.ZeroOrOne, Recursive = true };

    /// <exception cref="TradeException">It is not an address.</exception>
    public Uri UrlOf(ParseResult parsed, Func<string, string?> environment)
    {
        var text = parsed.GetValue(Url) ?? environment("TRADE_URL") ?? StandardUrl;
        return Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new TradeException($"--url '{text}': wants an address such as {StandardUrl}");
    }

    /// <exception cref="TradeException">The file cannot be read.</exception>
    public string? TokenOf(ParseResult parsed, Func<string, string?> environment)
    {
        if (parsed.GetValue(TokenFile) is not { } file)
        {
            return environment("TRADE_TOKEN") is { Length: > 0 } token ? token.Trim() : null;
        }

        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new TradeException($"--token-file {file}: {fault.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>The pause between two looks, or null to look once.</summary>
    /// <exception cref="TradeException">It is not a number of seconds above zero.</exception>
    public TimeSpan? WatchOf(ParseResult parsed) =>
        parsed.GetResult(Watch) is null ? null
        : (parsed.GetValue(Watch) ?? 2) is > 0 and <= 3600 and var seconds ? TimeSpan.FromSeconds(seconds)
        : throw new TradeException("--watch wants seconds above 0 and at most 3600");
}
