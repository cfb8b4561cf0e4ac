using System.Text.RegularExpressions;
using System.Xml.Linq;
using Trading.Tests.Support;

namespace Trading.Tests.Architecture;

/// <summary>The build itself refuses the machine's clock, drawn ids and unseeded chance; these tests hold the wiring of that.</summary>
public sealed class BuildHygieneTests
{
    private static readonly string Root = SharedData.RepositoryRoot;

    [Theory]
    [InlineData("P:System.DateTime.Now;")]
    [InlineData("P:System.DateTime.UtcNow;")]
    [InlineData("P:System.DateTime.Today;")]
    [InlineData("P:System.DateTimeOffset.Now;")]
    [InlineData("P:System.DateTimeOffset.UtcNow;")]
    [InlineData("P:System.TimeProvider.System;")]
    [InlineData("P:NodaTime.SystemClock.Instance;")]
    [InlineData("P:System.TimeZoneInfo.Local;")]
    [InlineData("P:System.Environment.TickCount64;")]
    [InlineData("M:System.Diagnostics.Stopwatch.StartNew;")]
    [InlineData("M:System.Guid.NewGuid;")]
    [InlineData("M:System.Guid.CreateVersion7;")]
    [InlineData("M:System.Random.#ctor;")]
    [InlineData("P:System.Random.Shared;")]
    [InlineData("M:System.Threading.Tasks.Task.Delay(System.TimeSpan);")]
    public void The_clock_ids_and_chance_are_banned(string symbol) =>
        Assert.Contains(File.ReadLines(Path.Combine(Root, "BannedSymbols.txt")), line => line.StartsWith(symbol, StringComparison.Ordinal));

    [Fact]
    public void Every_project_is_built_with_the_ban_and_with_warnings_as_errors()
    {
        var props = XDocument.Load(Path.Combine(Root, "Directory.Build.props"));
        var ban = Assert.Single(props.Descendants("AdditionalFiles"), static file => file.Attribute("Include")!.Value.EndsWith("BannedSymbols.txt", StringComparison.Ordinal));
        Assert.Equal("'$(UsesMachineClock)' != 'true'", ban.Attribute("Condition")?.Value);
        Assert.Contains(props.Descendants("PackageReference"), static package => package.Attribute("Include")!.Value == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        Assert.Equal("true", props.Descendants("TreatWarningsAsErrors").Single().Value);
    }

    [Fact]
    public void No_project_but_the_benchmarks_leaves_the_ban()
    {
        var projects = Files("*.csproj").ToList();
        Assert.True(projects.Count >= 5);
        var leaving = projects.Where(static project => Regex.IsMatch(
            File.ReadAllText(project), "UsesMachineClock|RS0030|BannedSymbols|BannedApiAnalyzers|TreatWarningsAsErrors|RunAnalyzers", RegexOptions.None, TimeSpan.FromSeconds(5)));
        Assert.DoesNotContain(leaving, static project => !Relative(project).StartsWith("bench/", StringComparison.Ordinal));
        Assert.Single(Files("Directory.Build.props"));
    }

    /// <summary>A program's composition root gives the clock to everybody else, and is the one place where the ban may be lifted, line by line.</summary>
    [Fact]
    public void The_ban_is_lifted_in_the_composition_root_alone()
    {
        var lifting = Files("*.cs").Where(static file => !Relative(file).StartsWith("tests/", StringComparison.Ordinal) && !Relative(file).StartsWith("bench/", StringComparison.Ordinal))
            .Where(static file => File.ReadAllText(file).Contains("RS0030", StringComparison.Ordinal)).Select(Relative);
        Assert.DoesNotContain(lifting, static file => !file.StartsWith("functions/", StringComparison.Ordinal) && !file.StartsWith("embedded/Verbs/", StringComparison.Ordinal) && file != "cli/Program.cs");
        Assert.DoesNotContain("RS0030", File.ReadAllText(Path.Combine(Root, ".editorconfig")), StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_are_written_once_for_both_hosts() =>
        Assert.DoesNotContain(Files("*.cs"), static file => Relative(file).StartsWith("functions/", StringComparison.Ordinal) && File.ReadLines(file).Any(static line => line.StartsWith("#if", StringComparison.Ordinal)));

    private static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
        .Where(static file => !Relative(file).Split('/').Any(static part => part is "obj" or "bin" or ".git"));

    private static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');
}
