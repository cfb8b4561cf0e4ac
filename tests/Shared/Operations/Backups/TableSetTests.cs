using System.Text.RegularExpressions;
using Trading.Embedded.Storage;
using Trading.Operations.Backups;
using Trading.Operations.Retention;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Operations.Backups;

/// <summary>A table or container that nobody lists is one that nobody backs up.</summary>
public sealed class TableSetTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly IReadOnlyList<string> Code =
    [
        .. new[] { "shared", "functions", "embedded", "azure" }.Select(room => Path.Combine(SharedData.RepositoryRoot, room)).Where(Directory.Exists)
            .SelectMany(room => Directory.EnumerateFiles(room, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "TableSet.cs" or "ContainerSet.cs"))
            .Select(File.ReadAllText),
    ];

    // Who holds what for a few seconds: the cloud's leases are worth nothing later.
    private static readonly string[] Passing = ["leases"];

    [Fact]
    public void Every_table_that_the_code_names_is_listed_and_every_listed_one_is_named()
    {
        var named = Found(@"RecordTable<.{0,80}?\(\w+, ""(?<name>[a-z]+)""")
            .Concat(Found(@"const string (\w*Table|Instances|History|Place) = ""(?<name>[a-z]+)"""))
            .Append("decisions").Except(Passing, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var listed = TableSet.Desk.With(HostTables.All).Tables.Select(table => table.Name).ToList();
        Assert.Equal(named.Order(StringComparer.Ordinal), listed);
        Assert.Equal(listed.Count, listed.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_container_that_the_code_names_is_listed()
    {
        var named = Found(@"const string \w*(Container|Place)\w* = ""(?<name>[a-z]+)""").Append(SnapshotNames.Container).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(named.Order(StringComparer.Ordinal), ContainerSet.All.Select(container => container.Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_kind_is_one_of_the_retention_table()
    {
        Assert.All(TableSet.Desk.With(HostTables.All).Tables, table => Assert.NotNull(RetentionTable.Of(table.Kind)));
        Assert.All(ContainerSet.All, container => Assert.NotNull(RetentionTable.Of(container.Kind)));
    }

    private static IEnumerable<string> Found(string pattern) =>
        Code.SelectMany(text => Regex.Matches(text, pattern, RegexOptions.ExplicitCapture, Patience)).Select(match => match.Groups["name"].Value);
}
