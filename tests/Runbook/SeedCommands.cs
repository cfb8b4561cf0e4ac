using System.Text.RegularExpressions;
using Trading.Tests.Support;

namespace Trading.Tests.Runbook;

/// <summary>The commands in the runbooks of the systems that this one replaces: the lines of their code blocks that a shell would run.</summary>
internal static partial class SeedCommands
{
    /// <summary>The folder of those runbooks, or null on a machine that has none.</summary>
    public static string? Folder { get; } = SharedData.Folder is { } data && Directory.Exists(Path.Combine(data, "..", "seeds")) ? Path.GetFullPath(Path.Combine(data, "..", "seeds")) : null;

    /// <summary>The runbooks' file names.</summary>
    public static IReadOnlyList<string> Runbooks => [.. Directory.EnumerateFiles(Folder!, "*.md").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    /// <summary>The commands of one runbook, each once.</summary>
    public static IReadOnlyList<string> Of(string runbook)
    {
        var commands = new List<string>();
        var (inside, isShell) = (false, false);
        foreach (var line in File.ReadLines(Path.Combine(Folder!, runbook)).Select(line => line.Trim()))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                (inside, isShell) = (!inside, line is "```bash" or "```");
            }
            else if (inside && isShell && Command().Match(Step().Replace(line, string.Empty)) is { Success: true } match && !Aside().IsMatch(match.Value))
            {
                commands.Add(match.Value.Trim());
            }
        }

        return [.. commands.Distinct(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"^(\[ \]\s*)?(\d+\.\s+)?(\$ )?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Step();

    [GeneratedRegex(@"^(curl|make|python3?|uv|sqlite3|systemctl|systemd-analyze|sudo|journalctl|docker|tail|crontab|psql|PGPASSWORD|git|rm|echo|export|unset|kill|pkill|ssh|aws|cat|ps|pgrep|tmux|htop|@reboot|\.\/|\*/1|30 9|0 16|59 23|30 16).*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command();

    // What a script only prints, and where it stands.
    [GeneratedRegex("^echo \"(=|\\d\\.|ERROR|All orders|Pending orders|System is ready|Trading system PID|!!!)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Aside();
}
