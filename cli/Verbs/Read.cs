using System.CommandLine;
using Trading.Cli.Desk;
using Trading.Cli.Views;

namespace Trading.Cli.Verbs;

/// <summary>A verb that reads one route and shows its answer, once or again and again.</summary>
/// <param name="Name">The verb.</param>
/// <param name="Description">What it shows.</param>
/// <param name="Route">The route that it reads, made of what was typed.</param>
internal sealed record Read(string Name, string Description, Func<ParseResult, string> Route)
{
    /// <summary>The verb's own arguments and options.</summary>
    public IReadOnlyList<Symbol> Parameters { get; init; } = [];

    /// <summary>The columns of the answer's lists; null for all.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>What the answer comes to.</summary>
    public Func<DeskAnswer, ExitCode> Verdict { get; init; } = static answer => answer.IsGood ? ExitCode.Fine : ExitCode.Failed;

    /// <summary>As <see cref="Verdict"/>, where what was typed matters; null for <see cref="Verdict"/>.</summary>
    public Func<ParseResult, Func<DeskAnswer, ExitCode>>? VerdictFor { get; init; }

    /// <summary>Whether an answer that is not 2xx has a body to look at instead of a refusal.</summary>
    public bool ShowsFailure { get; init; }

    public Command Create(Func<ParseResult, Call> callOf)
    {
        var verb = new Command(Name, Description).With(Parameters);
        verb.SetAction(async (parsed, cancellationToken) => (int)await RunAsync(callOf(parsed), cancellationToken).ConfigureAwait(false));
        return verb;
    }

    internal async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await call.Desk.GetAsync(Route(call.Parsed), cancellationToken).ConfigureAwait(false);
            if (!answer.IsGood && !(ShowsFailure && answer.Text("detail") is null))
            {
                throw DeskClient.Refused(answer);
            }

            Show(call, answer);
            if (call.Watch is not { } pause)
            {
                return (VerdictFor?.Invoke(call.Parsed) ?? Verdict)(answer);
            }

            await Task.Delay(pause, call.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Show(Call call, DeskAnswer answer)
    {
        if (call.Json)
        {
            call.Terminal.Output.WriteLine(answer.Body.GetRawText());
            return;
        }

        if (call.Watch is not null && call.Terminal.IsWatched)
        {
            call.Terminal.Screen.Clear(home: true);
        }

        JsonScreen.Print(call.Terminal.Screen, answer.Body, Columns);
    }
}
