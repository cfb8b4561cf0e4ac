using System.Text.RegularExpressions;

namespace Trading.Tests.Infra;

/// <summary>A role is sixteen bytes that nobody can read: each stands beside its name, and the name is right.</summary>
public sealed partial class RoleTests
{
    private static readonly Dictionary<string, string> BuiltIn = new(StringComparer.Ordinal)
    {
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["b86a8fe4-44ce-4948-aee5-eccb2c155cd7"] = "Key Vault Secrets Officer",
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["ba92f5b4-2d11-453d-a403-e96b0029c9fe"] = "Storage Blob Data Contributor",
        ["2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"] = "Storage Blob Data Reader",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
    };

    // Not a role: the application id of the Azure CLI, the same in every tenant.
    private const string AzureCli = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

    [Fact]
    public void Every_role_stands_beside_its_name()
    {
        var roles = InfraFiles.Named("infra", ".bicep").SelectMany(file => Identifier().Matches(InfraFiles.Text(file))
            .Select(match => (File: file, Id: match.Groups["id"].Value, Name: match.Groups["name"].Value.Trim()))).Where(role => role.Id != AzureCli).ToList();
        Assert.All(roles, role => Assert.True(BuiltIn.GetValueOrDefault(role.Id) == role.Name, $"{role.File}: {role.Id} is {BuiltIn.GetValueOrDefault(role.Id) ?? "no role that was looked up"}, not '{role.Name}'"));
        Assert.Equal(BuiltIn.Keys.Order(StringComparer.Ordinal), roles.Select(role => role.Id).Distinct().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"'(?<id>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})'(\s*// (?<name>.*))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Identifier();
}
