using System.CommandLine;
using Trading.Cli.Desk;
using Trading.Cli.Verbs;

namespace Trading.Cli;

/// <summary>The operator's command: its verbs, and one clear line for what cannot be done.</summary>
internal static class TradeApp
{
    // 128 and the signal's number, as shells have it.
    private const int Interrupted = 130;

    public static async Task<int> RunAsync(string[] args, Terminal terminal, HttpClient http, TimeProvider clock, Func<string, string?> environment)
    {
        var common = new CommonOptions();
        Call CallOf(ParseResult parsed) => new(
            parsed,
            new DeskClient(http, common.UrlOf(parsed, environment), common.TokenOf(parsed, environment)),
            terminal,
            parsed.GetValue(common.Json),
            parsed.GetValue(common.Yes),
            common.WatchOf(parsed),
            clock);
        var root = new RootCommand("The operator's command of a trading desk. Exit codes: 0 fine, 1 failed, 2 warnings.") { common.Url, common.TokenFile, common.Json, common.Yes, common.Watch };
        foreach (var verb in VerbTable.Create(CallOf))
        {
            root.Add(verb);
        }

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            // A word that is no command is reported after the command that is missing for want of it.
            var problem = parsed.UnmatchedTokens is [var word, ..] ? $"Unrecognized command or argument '{word}'." : parsed.Errors[0].Message;
            return Refuse(terminal, $"{problem.Replace("\t", "", StringComparison.Ordinal)} Ask trade --help");
        }

        try
        {
            var console = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = terminal.Output, Error = terminal.Error };
            return await parsed.InvokeAsync(console).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is TradeException or IOException or UnauthorizedAccessException)
        {
            return Refuse(terminal, fault.Message);
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
    }

    private static int Refuse(Terminal terminal, string line)
    {
        terminal.Error.WriteLine(line.ReplaceLineEndings(" "));
        return (int)ExitCode.Failed;
    }
}
