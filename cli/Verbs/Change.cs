using System.CommandLine;
using System.Text.Json.Nodes;
using Trading.Cli.Desk;
using Trading.Cli.Views;

namespace Trading.Cli.Verbs;

/// <summary>A verb that changes something: it asks first, and shows what became of it.</summary>
/// <param name="Name">The verb.</param>
/// <param name="Description">What it does.</param>
/// <param name="Route">The route, made of what was typed.</param>
/// <param name="Body">What is sent.</param>
/// <param name="Question">What the operator is asked before, a sentence that ends with a question mark.</param>
internal sealed record Change(string Name, string Description, Func<ParseResult, string> Route, Func<ParseResult, JsonObject> Body, Func<ParseResult, string> Question)
{
    /// <summary>The verb's own arguments and options.</summary>
    public IReadOnlyList<Symbol> Parameters { get; init; } = [];

    /// <summary>The columns of the answer's lists; null for all.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>A second question, when what was typed asks for more than usual; null when it does not.</summary>
    public Func<ParseResult, string?> SecondQuestion { get; init; } = static _ => null;

    /// <summary>What the answer comes to.</summary>
    public Func<DeskAnswer, ExitCode> Verdict { get; init; } = static _ => ExitCode.Fine;

    public Command Create(Func<ParseResult, Call> callOf)
    {
        var verb = new Command(Name, Description).With(Parameters);
        verb.SetAction(async (parsed, cancellationToken) => (int)await RunAsync(callOf(parsed), cancellationToken).ConfigureAwait(false));
        return verb;
    }

    internal async Task<ExitCode> RunAsync(Call call, CancellationToken cancellationToken)
    {
        call.Confirm(Question(call.Parsed));
        if (SecondQuestion(call.Parsed) is { } second)
        {
            call.Confirm(second);
        }

        var answer = await call.Desk.PostAsync(Route(call.Parsed), Body(call.Parsed), cancellationToken).ConfigureAwait(false);
        if (!answer.IsGood)
        {
            throw DeskClient.Refused(answer);
        }

        if (call.Json)
        {
            call.Terminal.Output.WriteLine(answer.Body.GetRawText());
        }
        else
        {
            JsonScreen.Print(call.Terminal.Screen, answer.Body, Columns);
        }

        return Verdict(answer);
    }
}
