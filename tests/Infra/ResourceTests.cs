namespace Trading.Tests.Infra;

/// <summary>Every resource is of a version that exists, and says by its tags whose it is.</summary>
public sealed class ResourceTests
{
    private static IEnumerable<(string File, Declared Resource, string Type, string Version)> All =>
        InfraModel.Here.Bicep.SelectMany(file => file.Value.Resources.Select(resource => (file.Key, resource, resource.Of!.Split('@')[0], resource.Of!.Split('@')[1])));

    [InfraFact]
    public void Every_version_was_looked_up() => Assert.All(All, each => Assert.Equal(ApiVersions.Known.GetValueOrDefault(each.Type), each.Version));

    [InfraFact]
    public void No_version_is_listed_that_nothing_uses() => Assert.Empty(ApiVersions.Known.Keys.Except(All.Select(each => each.Type)));

    /// <summary>A preview may be gone tomorrow: whoever uses one says why.</summary>
    [InfraFact]
    public void A_preview_is_used_with_a_reason() => Assert.All(All.Where(each => each.Version.EndsWith("-preview", StringComparison.Ordinal)), each =>
    {
        var above = InfraFiles.Text(each.File).Split('\n')[each.Resource.Line - 2];
        Assert.True(above.StartsWith("//", StringComparison.Ordinal) && above.Contains("review", StringComparison.Ordinal), $"{each.File} line {each.Resource.Line}: no comment says why a preview");
    });

    [InfraFact]
    public void Every_resource_that_may_have_tags_has_them()
    {
        var made = All.Where(each => !each.Resource.IsExisting).ToList();
        Assert.All(made.Where(each => !ApiVersions.Untagged.Contains(each.Type)), each => Assert.Contains("tags", each.Resource.Keys));
        Assert.All(made.Where(each => ApiVersions.Untagged.Contains(each.Type)), each => Assert.DoesNotContain("tags", each.Resource.Keys));
    }

    [InfraFact]
    public void No_storage_account_takes_a_key_or_answers_strangers() => Assert.All(All.Where(each => each.Type == "Microsoft.Storage/storageAccounts" && !each.Resource.IsExisting), each =>
    {
        Assert.Contains("allowSharedKeyAccess: false", each.Resource.Text, StringComparison.Ordinal);
        Assert.Contains("allowBlobPublicAccess: false", each.Resource.Text, StringComparison.Ordinal);
    });

    /// <summary>A listing of keys would put one into the deployment's history.</summary>
    [Fact]
    public void Nothing_lists_keys() =>
        Assert.All(InfraFiles.Named("infra", ".bicep"), file => Assert.DoesNotMatch(@"\blist(Keys|Secrets|AccountSas|ConnectionStrings)?\(", InfraFiles.Text(file)));
}
