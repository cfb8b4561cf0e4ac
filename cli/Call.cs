using System.CommandLine;
using Trading.Cli.Desk;

namespace Trading.Cli;

/// <summary>One use of the command: what was typed, whom it asks, where it writes.</summary>
internal sealed record Call(ParseResult Parsed, DeskClient Desk, Terminal Terminal, bool Json, bool Yes, TimeSpan? Watch, TimeProvider Clock)
{
    /// <summary>Asks before a change, unless <c>--yes</c> was said.</summary>
    /// <exception cref="TradeException">There is nobody to ask, or the answer was something else.</exception>
    public void Confirm(string question, string word = "yes")
    {
        if (!Yes)
        {
            Terminal.Confirm(question, word);
        }
    }
}
