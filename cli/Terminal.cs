using Spectre.Console;

namespace Trading.Cli;

/// <summary>Where the command reads and writes: what was asked for on standard output, everything else on standard error.</summary>
internal sealed class Terminal(TextReader input, TextWriter output, TextWriter error, bool canAsk, bool isWatched)
{
    // A file or a pipe has no width to wrap at.
    private const int PipeWidth = 500;

    public TextWriter Output => output;

    public TextWriter Error => error;

    /// <summary>Whether somebody watches: only then is the screen cleared and coloured.</summary>
    public bool IsWatched => isWatched;

    /// <summary>Tables and colours, plain when nobody watches.</summary>
    public IAnsiConsole Screen { get; } = Create(output, isWatched);

    /// <summary>Asks for a word. A terminal that is not there is not asked.</summary>
    /// <exception cref="TradeException">There is no terminal, or something else was answered.</exception>
    public void Confirm(string question, string word)
    {
        if (!canAsk)
        {
            throw new TradeException($"{question} There is no terminal to ask at: say --yes when you mean it");
        }

        error.Write($"{question} Type {word} to go on: ");
        if (input.ReadLine()?.Trim() != word)
        {
            throw new TradeException("nothing was changed");
        }
    }

    private static IAnsiConsole Create(TextWriter output, bool isWatched)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isWatched ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isWatched ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!isWatched)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
    }
}
