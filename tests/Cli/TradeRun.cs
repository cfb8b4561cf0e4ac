using Trading.Cli;

namespace Trading.Tests.Cli;

/// <summary>One use of the command: its exit code and what it printed.</summary>
internal sealed record TradeRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs the command against a desk.</summary>
    /// <param name="desk">Who answers.</param>
    /// <param name="typed">What is answered when it asks; null when there is no terminal.</param>
    /// <param name="token">The token in the environment, or null.</param>
    /// <param name="args">The command line.</param>
    public static async Task<TradeRun> RunAsync(HttpMessageHandler desk, string? typed, string? token, params string[] args)
    {
        using var http = new HttpClient(desk, disposeHandler: false);
        var (output, errors) = (new StringWriter(), new StringWriter());
        var terminal = new Terminal(new StringReader(typed ?? string.Empty), output, errors, canAsk: typed is not null, isWatched: false);
#pragma warning disable RS0030 // The command waits by the machine's clock; no test lets it wait.
        var exit = await TradeApp.RunAsync(args, terminal, http, TimeProvider.System, name => name == "TRADE_TOKEN" ? token : null);
#pragma warning restore RS0030
        return new TradeRun(exit, output.ToString(), errors.ToString());
    }
}
