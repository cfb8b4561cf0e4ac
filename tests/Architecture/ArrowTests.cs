using System.Reflection;
using System.Xml.Linq;
using Trading.Tests.Support;

namespace Trading.Tests.Architecture;

/// <summary>The arrows between the assemblies point one way: functions to shared, embedded to shared, functions to embedded in the Embedded build alone.</summary>
public sealed class ArrowTests
{
    private static readonly Assembly Shared = typeof(Trading.Time.Jobs).Assembly;
    private static readonly Assembly Host = typeof(Trading.Embedded.Market.IBarSource).Assembly;
    private static readonly Assembly Model = typeof(Microsoft.Azure.Functions.Worker.FunctionAttribute).Assembly;

    /// <summary>What of the platform the domain must not touch: files, network, processes, the console, the environment, timers of its own.</summary>
    private static readonly string[] Outside =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.DriveInfo",
        "System.IO.FileSystemWatcher", "System.IO.Path", "System.Net.", "System.Diagnostics.Process", "System.Console", "System.Threading.Timer",
        "System.Environment.GetEnvironmentVariable", "System.Environment.Exit", "System.Environment.get_MachineName", "System.TimeZoneInfo",
    ];

    [Fact]
    public void Shared_stands_on_the_platform_and_on_libraries_without_a_host()
    {
        string[] libraries = ["NodaTime", "CsvHelper", "Polly.Core"];
        Assert.DoesNotContain(References(Shared), name => !name.StartsWith("System.", StringComparison.Ordinal) && !libraries.Contains(name));
    }

    [Fact]
    public void Embedded_and_its_model_point_at_shared_and_at_nobody_else_of_ours()
    {
        Assert.Subset(new HashSet<string> { "Trading", "Trading.WorkerModel" }, Ours(Host));
        Assert.Empty(Ours(Model));
        Assert.DoesNotContain(References(Host), static name => name.StartsWith("Microsoft.Azure", StringComparison.Ordinal) || name.StartsWith("Azure.", StringComparison.Ordinal));
    }

    [Fact]
    public void Functions_point_at_shared_and_at_the_embedded_host_in_its_own_build_alone()
    {
        Assert.Subset(new HashSet<string> { "Trading", "Trading.Adapters", "Trading.Embedded", "Trading.Telemetry", "Trading.WorkerModel" }, Ours(Assembly.Load("Trading.Functions")));
        var toEmbedded = ProjectReferences("functions/Functions.csproj").Where(static reference => reference.Path.Contains("embedded", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(toEmbedded);
        Assert.All(toEmbedded, static reference => Assert.Contains("'$(TradingHost)' == 'Embedded'", reference.Condition, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("shared/Trading.csproj", "")]
    [InlineData("embedded/Model/WorkerModel.csproj", "")]
    [InlineData("cli/Trade.csproj", "")]
    [InlineData("azure/Adapters.csproj", "../shared/Trading.csproj")]
    [InlineData("telemetry/Telemetry.csproj", "../shared/Trading.csproj")]
    [InlineData("embedded/Embedded.csproj", "../shared/Trading.csproj Model/WorkerModel.csproj")]
    public void A_project_refers_to_the_projects_it_may(string project, string allowed) =>
        Assert.Subset(allowed.Split(' ').ToHashSet(StringComparer.Ordinal), ProjectReferences(project).Select(static reference => reference.Path).ToHashSet(StringComparer.Ordinal));

    /// <summary>What loads it loads OpenTelemetry: its types are looked at wherever functions are looked for.</summary>
    [Fact]
    public void No_type_of_the_functions_or_of_the_host_is_made_of_OpenTelemetry()
    {
        var ours = new[] { Shared, Host, Assembly.Load("Trading.Functions") }.SelectMany(static assembly => assembly.GetTypes());
        Assert.DoesNotContain(ours.SelectMany(static type => type.GetInterfaces().Append(type.BaseType)), static made => made?.FullName?.StartsWith("OpenTelemetry.", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Shared_touches_no_file_network_process_or_environment() => Assert.Empty(Named(Shared, static name =>
        Outside.Any(outside => name.StartsWith(outside, StringComparison.Ordinal) && (outside.EndsWith('.') || name.Length == outside.Length || name[outside.Length] == '.'))));

    [Fact]
    [Trait("Bug", "C5.37")]
    public void Nothing_outside_the_room_of_time_converts_between_zones()
    {
        static bool Converts(string name) =>
            name is "NodaTime.Instant.InZone" or "NodaTime.LocalDateTime.InZoneLeniently" or "NodaTime.LocalDateTime.InZoneStrictly"
            || name.StartsWith("NodaTime.DateTimeZone", StringComparison.Ordinal) || name.StartsWith("System.TimeZoneInfo.", StringComparison.Ordinal)
            || name is "System.DateTime.ToLocalTime" or "System.DateTimeOffset.ToLocalTime" or "System.DateTimeOffset.get_LocalDateTime";
        var converting = new[] { Shared, Host, Assembly.Load("Trading.Functions") }.SelectMany(assembly => Named(assembly, Converts));
        Assert.DoesNotContain(converting, static line => !line.StartsWith("Trading.Time.NewYork", StringComparison.Ordinal));
        Assert.NotEmpty(Named(Shared, Converts));
    }

    private static IEnumerable<string> Named(Assembly assembly, Func<string, bool> matches) =>
        from method in IlReader.MethodsOf(assembly)
        from instruction in IlReader.Read(method)
        where instruction.Operand is MemberInfo
        let member = (MemberInfo)instruction.Operand
        let name = member is Type type ? type.ToString() : $"{member.DeclaringType?.FullName}.{member.Name}"
        where matches(name)
        select $"{method.DeclaringType?.FullName}.{method.Name} names {name}";

    private static HashSet<string> Ours(Assembly assembly) => References(assembly).Where(static name => name == "Trading" || name.StartsWith("Trading.", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(static name => name.Name!);

    private static IEnumerable<(string Path, string Condition)> ProjectReferences(string project) =>
        from reference in XDocument.Load(Path.Combine(SharedData.RepositoryRoot, project)).Descendants("ProjectReference")
        select (reference.Attribute("Include")!.Value.Replace('\\', '/'), string.Join(' ', reference.AncestorsAndSelf().Select(static element => element.Attribute("Condition")?.Value)));
}
