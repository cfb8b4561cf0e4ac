using System.Text.RegularExpressions;
using Trading.Tests.Support;

namespace Trading.Tests.Runbook;

/// <summary>One line of a table of docs/runbook.md that has "Then", "Now" and "By hand".</summary>
internal sealed partial record RunbookLine(string Then, string Now, string ByHand)
{
    private const string Header = "| Then | Now | By hand |";

    /// <summary>All lines of all such tables, in order.</summary>
    public static IReadOnlyList<RunbookLine> All { get; } = Read();

    /// <summary>The commands under "Now" and "By hand", whatever they are.</summary>
    public IEnumerable<string> Commands => Code().Matches($"{Now} {ByHand}").Select(match => match.Groups["command"].Value.Replace("\\|", "|", StringComparison.Ordinal));

    /// <summary>What the old command begins with.</summary>
    public string OldCommand => Code().Match(Then) is { Success: true } match ? match.Groups["command"].Value.Replace("\\|", "|", StringComparison.Ordinal) : string.Empty;

    private static List<RunbookLine> Read()
    {
        var lines = new List<RunbookLine>();
        var inside = false;
        foreach (var line in File.ReadLines(Path.Combine(SharedData.RepositoryRoot, "docs", "runbook.md")))
        {
            inside = line == Header || (inside && line.StartsWith('|'));
            if (inside && line != Header && !line.StartsWith("|---", StringComparison.Ordinal))
            {
                var cells = Bar().Split(line.Trim().Trim('|')).Select(cell => cell.Trim()).ToList();
                lines.Add(cells.Count == 3 ? new RunbookLine(cells[0], cells[1], cells[2]) : throw new InvalidOperationException($"not three cells: {line}"));
            }
        }

        return lines;
    }

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bar();

    [GeneratedRegex("`(?<command>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
