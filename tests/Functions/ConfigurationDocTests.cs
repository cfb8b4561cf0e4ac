using System.Globalization;
using System.Text.RegularExpressions;
using Trading.Functions.Settings;
using Trading.Risk.Limits;
using Trading.Tests.Support;

namespace Trading.Tests.Functions;

/// <summary>docs/configuration.md says what the code does: the same limits with the same defaults, and no setting more or less.</summary>
public sealed class ConfigurationDocTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "configuration.md"));

    [Fact]
    public void The_limits_of_the_document_are_those_of_the_table()
    {
        var told = Rows("[a-z_]+").Select(row => string.Join(" | ", row[..4].Append(row[4].Split(';')[0])));
        var coded = LimitTable.Lines.Select(line => string.Create(
            CultureInfo.InvariantCulture, $"{line.Key} | {line.Unit} | {line.Paper:0.####} | {line.Live:0.####} | {(line.Looser == Looser.Lower ? "lower" : "higher")}"));
        Assert.Equal(coded, told);
    }

    [Fact]
    public void The_settings_of_the_document_are_those_of_the_table() =>
        Assert.Equal(SettingTable.All.Select(setting => (setting.Name, setting.Standard)), Rows("[A-Z_]+").Select(row => (row[0], row[1])));

    /// <summary>A setting that the code reads and the table does not have is one that nobody finds.</summary>
    [Fact]
    public void Every_setting_that_the_code_names_is_in_the_table()
    {
        var known = SettingTable.All.Select(setting => setting.Name).ToHashSet(StringComparer.Ordinal);
        var named = new[] { "functions", "shared", "embedded", "azure", "telemetry" }.Select(room => Path.Combine(SharedData.RepositoryRoot, room)).Where(Directory.Exists)
            .SelectMany(room => Directory.EnumerateFiles(room, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), "\"(?<name>TRADING_[A-Z_]*[A-Z])\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)))
            .Select(match => match.Groups["name"].Value).Distinct();
        Assert.All(named, name => Assert.Contains(name, known));
    }

    // The rows of all tables whose first cell is a name of that form in code marks.
    private static List<string[]> Rows(string name) =>
    [
        .. Regex.Matches(Text, $@"^\| `(?<name>{name})` \|(?<rest>.*)\|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
            .Select(match => (string[])[match.Groups["name"].Value, .. match.Groups["rest"].Value.Split('|').Select(cell => cell.Trim())]),
    ];
}
