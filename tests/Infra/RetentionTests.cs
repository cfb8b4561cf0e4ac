using System.Text.Json;
using Trading.Operations.Backups;
using Trading.Operations.Retention;

namespace Trading.Tests.Infra;

/// <summary>What the platform removes by itself is never removed earlier than the desk promises, and every container of the desk is made with the account.</summary>
public sealed class RetentionTests
{
    private const int SevenYears = (7 * 365) + 2;
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly CloudTable Table = JsonSerializer.Deserialize<CloudTable>(InfraFiles.Text("infra/retention.json"), Web)!;

    [Fact]
    public void Every_container_is_made_with_the_account() =>
        Assert.Equal(ContainerSet.All.Select(container => container.Name).Where(name => name != "journal").Distinct().Order(StringComparer.Ordinal), Table.Containers);

    [Fact]
    public void A_rule_removes_nothing_before_its_time() => Assert.All(Table.Blobs, rule =>
    {
        var promised = RetentionTable.Of(rule.Kind).Days ?? SevenYears;
        Assert.True(rule.Why is null ? rule.Days == promised : rule.Days > promised, $"{rule.Name}: {rule.Days} days, the desk says {promised}");
    });

    /// <summary>What is kept as long as the desk has no rule; all else has one, or it would be paid for, for ever.</summary>
    [Fact]
    public void Every_kind_that_ends_has_a_rule()
    {
        var ending = ContainerSet.All.Where(container => container.Kind != RetentionTable.Life).Select(container => ($"{container.Name}/{container.Prefix}", container.Kind));
        Assert.Equal(ending.Order(), Table.Blobs.Select(rule => (rule.Prefix, rule.Kind)).Order());
    }

    [Fact]
    public void The_journal_cannot_be_deleted_for_as_long_as_it_is_kept() => Assert.Equal((SevenYears, SevenYears), (Table.JournalDays, Table.Blobs.Single(rule => rule.Name == "journal").Days));

    private sealed record CloudTable(int JournalDays, int VersionDays, IReadOnlyList<string> Containers, IReadOnlyList<CloudRule> Blobs);

    private sealed record CloudRule(string Name, string Prefix, string Kind, int Days, string? Why);
}
