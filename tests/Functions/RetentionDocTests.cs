using Trading.Operations.Backups;
using Trading.Operations.Retention;
using Trading.Tests.Support;

namespace Trading.Tests.Functions;

/// <summary>docs/configuration.md has the same kinds, tables and containers as the code.</summary>
public sealed class RetentionDocTests
{
    private static readonly string[] Lines = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "configuration.md"))
        .Split("## What is kept how long")[1].Split("## Chosen in code")[0].Split('\n', StringSplitOptions.TrimEntries);

    [Fact]
    public void What_is_kept_how_long_is_what_the_table_says()
    {
        Assert.Equal(RetentionTable.All.Select(kind => $"| {kind.Name} | {kind.Kept} | {kind.Holds} |"), Under("| kind | kept |"));
        Assert.Equal(TableSet.Desk.Tables.Select(table => $"| {table.Name} | {table.Kind} | {table.Keys} | {table.Holds} |"), Under("| table | kind |"));
        Assert.Equal(ContainerSet.All.Select(container => $"| {container.Name} | {container.Kind} | {container.Holds} |"), Under("| container | kind |"));
    }

    [Fact]
    public void The_times_are_those_of_the_runbooks_that_this_replaces() => Assert.Equal(
        [("decisions", 365), ("faults", 90), ("configuration", 90), ("messages", 30), ("snapshots", 30), ("orchestrations", 30)],
        RetentionTable.All.Where(kind => kind.Days is not null).Select(kind => (kind.Name, kind.Days!.Value)));

    [Fact]
    public void What_grows_old_has_a_date_by_which_it_does()
    {
        var growing = TableSet.Desk.Tables.Where(table => RetentionTable.Of(table.Kind).Days is not null).ToList();
        Assert.Equal(["alerts", "blocks", "dryrun", "kpis", "quality", "runs"], growing.Select(table => table.Name));
        Assert.DoesNotContain(growing, table => table.Dated == DatedBy.Nothing);
    }

    private static IEnumerable<string> Under(string heading) => Lines.SkipWhile(line => !line.StartsWith(heading, StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.Length > 0);
}
