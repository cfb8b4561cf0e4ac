using System.Text.Json;
using Trading.Control.Operators;

namespace Trading.Tests.Infra;

/// <summary>The identity provider knows the roles that the desk knows, and gives an application none by which it could change anything.</summary>
public sealed class AppRoleTests
{
    [Fact]
    public void The_app_roles_are_the_desks_roles()
    {
        using var roles = JsonDocument.Parse(InfraFiles.Text("infra/app-roles.json"));
        var told = roles.RootElement.EnumerateArray().ToDictionary(role => role.GetProperty("value").GetString()!, role => role.GetProperty("allowedMemberTypes").EnumerateArray().Select(type => type.GetString()));
        Assert.Equal(Enum.GetNames<Role>().Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal), told.Keys.Order(StringComparer.Ordinal));
        Assert.All(told.Where(role => role.Key != "viewer"), role => Assert.Equal(["User"], role.Value));
    }
}
