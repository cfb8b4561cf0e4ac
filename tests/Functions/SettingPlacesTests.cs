using System.Text.Json;
using System.Text.RegularExpressions;
using Trading.Functions.Settings;
using Trading.Tests.Support;

namespace Trading.Tests.Functions;

/// <summary>A setting stands in four places: the code that reads it, the table, local.settings.sample.json and the Bicep (docs/configuration.md is held to the table elsewhere). None of them knows one more or less.</summary>
public sealed class SettingPlacesTests
{
    /// <summary>What the platform itself reads: no code of ours names them.</summary>
    private static readonly string[] Platform = ["AzureWebJobsDisableHomepage", "AzureWebJobsStorage", "FUNCTIONS_WORKER_RUNTIME"];

    /// <summary>Set by the platform where its authentication is switched on: a deployment that set it would vouch for what it has not switched on.</summary>
    private static readonly string[] SetByPlatform = ["WEBSITE_AUTH_ENABLED"];

    /// <summary>Read by the exporter itself: no code of ours names it.</summary>
    private static readonly string[] ReadByTheExporter = ["OTEL_EXPORTER_OTLP_HEADERS"];

    private static readonly string[] Known = [.. SettingTable.All.Select(setting => setting.Name).Order(StringComparer.Ordinal)];
    private static readonly Dictionary<string, string> Sample = ReadSample();

    [Fact]
    public void The_code_reads_what_the_table_has_and_nothing_else()
    {
        var code = string.Join('\n', Files("*.cs", "functions", "shared", "embedded", "azure", "telemetry").Where(file => !file.EndsWith("SettingTable.cs", StringComparison.Ordinal)).Select(File.ReadAllText));
        var named = Found(code, "\"(?<name>(?:TRADING|APCA|AZURE|APPLICATIONINSIGHTS|OTEL|WEBSITE)_[A-Z0-9_]*[A-Z0-9])\"");
        var begun = Found(code, "\"(?<name>TRADING_[A-Z_]+_)\\{");
        Assert.Empty(named.Except(Known, StringComparer.Ordinal));
        Assert.DoesNotContain(Known.Except(named, StringComparer.Ordinal).Except(ReadByTheExporter, StringComparer.Ordinal), name => !begun.Any(start => name.StartsWith(start, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_sample_sets_each_of_them() =>
        Assert.Equal(Known.Concat(Platform).Order(StringComparer.Ordinal), Sample.Keys.Order(StringComparer.Ordinal));

    /// <summary>Whoever copies the sample trades nothing but the simulator, on this machine, and gives nothing away.</summary>
    [Fact]
    public void The_sample_is_safe()
    {
        Assert.Equal(("dotnet-isolated", "UseDevelopmentStorage=true", "UseDevelopmentStorage=true"), (Sample["FUNCTIONS_WORKER_RUNTIME"], Sample["AzureWebJobsStorage"], Sample["TRADING_STORAGE_CONNECTION"]));
        Assert.Equal(("paper", string.Empty, "False"), (Sample["TRADING_MODE"], Sample["TRADING_LIVE"], Sample["WEBSITE_AUTH_ENABLED"]));
        Assert.All(["TRADING_BROKER_URL", "TRADING_DATA_URL"], name => Assert.True(new Uri(Sample[name]).IsLoopback));
        Assert.All(SettingTable.All.Where(setting => setting.IsSecret), setting => Assert.Contains(Sample[setting.Name], new[] { string.Empty, "simulator" }));
    }

    [Fact]
    public void The_Bicep_sets_each_of_them()
    {
        var bicep = string.Join('\n', Files("*.bicep", "infra").Select(File.ReadAllText).Select(text => Regex.Replace(text, "//.*", string.Empty, RegexOptions.None, TimeSpan.FromSeconds(5))));
        Assert.DoesNotContain(Known.Except(SetByPlatform, StringComparer.Ordinal), name => !Regex.IsMatch(bicep, $@"\b{name}\b", RegexOptions.None, TimeSpan.FromSeconds(5)));
        Assert.Empty(Found(bicep, "\\b(?<name>(?:TRADING|APCA)_[A-Z0-9_]*[A-Z0-9])\\b").Except(Known, StringComparer.Ordinal));
    }

    private static HashSet<string> Found(string text, string pattern) =>
        [.. Regex.Matches(text, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(match => match.Groups["name"].Value)];

    private static IEnumerable<string> Files(string pattern, params string[] rooms) =>
        rooms.Select(room => Path.Combine(SharedData.RepositoryRoot, room)).Where(Directory.Exists)
            .SelectMany(room => Directory.EnumerateFiles(room, pattern, SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static Dictionary<string, string> ReadSample()
    {
        using var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "local.settings.sample.json")));
        return sample.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(static each => each.Name, static each => each.Value.GetString()!, StringComparer.Ordinal);
    }
}
