using System.Text;
using Microsoft.AspNetCore.Http;
using Trading.Control.Operators;
using Trading.Functions.Http;
using Trading.Functions.Http.Door;

namespace Trading.Tests.Functions.Door;

/// <summary>The platform's word on who somebody is counts where the platform says that it authenticates, and nowhere else.</summary>
public sealed class PlatformIdentityTests
{
    private const string Name = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name";

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 401)]
    public async Task The_header_is_believed_only_where_the_platform_authenticates(bool authenticates, int status)
    {
        using var desk = new DoorDesk(new DoorOptions { PlatformAuthenticates = authenticates });
        var answer = await desk.PostAsync("Stop", address: "8.8.8.8", change: As("alice@desk.example", "operator"));
        Assert.Equal((status, status == 200 ? 1 : 0), (answer.Status, desk.Ran));
    }

    /// <summary>The platform asks nobody who comes to health: whoever writes the header there writes it himself.</summary>
    [Fact]
    public async Task On_a_route_that_answers_anybody_the_header_is_nobodys_word()
    {
        using var desk = new DoorDesk(new DoorOptions { PlatformAuthenticates = true });
        var answer = await desk.AskAsync("Shell", address: "8.8.8.8", host: "desk.example", change: As("alice@desk.example", "approver"));
        Assert.True(answer.Response.HttpContext.Request.IsStranger());
        var token = await desk.AddAsync("bob", Role.Viewer);
        Assert.False((await desk.AskAsync("Shell", token, "8.8.8.8", "desk.example", change: As("alice@desk.example", "approver"))).Response.HttpContext.Request.IsStranger());
    }

    [Theory]
    [InlineData("viewer", "Look", "GET", 200)]
    [InlineData("viewer", "Stop", "POST", 403)]
    [InlineData("APPROVER", "Release", "POST", 200)]
    [InlineData("owner", "Look", "GET", 403)]
    [InlineData("", "Look", "GET", 403)]
    public async Task App_roles_are_roles(string role, string function, string method, int status)
    {
        using var desk = new DoorDesk(new DoorOptions { PlatformAuthenticates = true });
        Assert.Equal(status, (await desk.AskAsync(function, address: "8.8.8.8", host: "desk.example", method: method, change: As("alice@desk.example", role))).Status);
    }

    [Theory]
    [InlineData("https://desk.example", 200)]
    [InlineData("https://evil.example", 403)]
    [InlineData("null", 403)]
    public async Task A_page_of_another_site_changes_nothing_in_the_name_of_who_looks_at_it(string origin, int status)
    {
        using var desk = new DoorDesk(new DoorOptions { PlatformAuthenticates = true });
        var answer = await desk.AskAsync("Stop", address: "8.8.8.8", host: "desk.example", method: "POST", change: context =>
        {
            As("alice@desk.example", "operator")(context);
            context.Request.Headers.Origin = origin;
        });
        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("not base64")]
    [InlineData("bm90IGpzb24=")]
    [InlineData("e30=")]
    [InlineData("bnVsbA==")]
    [InlineData("eyJjbGFpbXMiOltudWxsXX0=")]
    public async Task A_header_that_cannot_be_read_is_nobody(string header)
    {
        using var desk = new DoorDesk(new DoorOptions { PlatformAuthenticates = true });
        Assert.Equal(401, (await desk.PostAsync("Stop", change: context => context.Request.Headers[PlatformIdentity.Header] = header)).Status);
    }

    /// <summary>A browser's session has the mail address, a command's token has not: whoever asked in the one may not approve in the other.</summary>
    [Fact]
    public void One_person_has_one_name_whatever_the_token_carries()
    {
        const string mail = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";
        var session = $$"""{"name_typ":"{{mail}}","claims":[{"typ":"{{mail}}","val":"a@mail.example"},{"typ":"preferred_username","val":"alice@desk.example"},{"typ":"roles","val":"operator"}]}""";
        var token = $$"""{"name_typ":"{{mail}}","claims":[{"typ":"azp","val":"04b0"},{"typ":"preferred_username","val":"alice@desk.example"},{"typ":"roles","val":"operator"}]}""";
        Assert.Equal<(string, Role?)>([("alice@desk.example", Role.Operator), ("alice@desk.example", Role.Operator)], new[] { session, token }.Select(Read));
    }

    /// <summary>What deploys the desk verifies it; it never stops, releases or approves, whatever role somebody gave it.</summary>
    [Theory]
    [InlineData("azp", "viewer", "Look", "GET", 200)]
    [InlineData("appid", "viewer", "Look", "GET", 200)]
    [InlineData("azp", "approver", "Look", "GET", 200)]
    [InlineData("azp", "approver", "Stop", "POST", 403)]
    [InlineData("azp", "approver", "Release", "POST", 403)]
    [InlineData("azp", "", "Look", "GET", 403)]
    [InlineData("oid", "viewer", "Look", "GET", 401)]
    public async Task An_application_may_only_look(string claim, string role, string function, string method, int status)
    {
        using var desk = new DoorDesk(new DoorOptions { PlatformAuthenticates = true });
        var json = $$"""{"auth_typ":"aad","name_typ":"{{Name}}","role_typ":"roles","claims":[{"typ":"{{claim}}","val":"11111111-2222-3333-4444-555555555555"},{"typ":"roles","val":"{{role}}"}]}""";
        var answer = await desk.AskAsync(function, address: "8.8.8.8", host: "desk.example", method: method, change: context => context.Request.Headers[PlatformIdentity.Header] = Convert.ToBase64String(Encoding.UTF8.GetBytes(json)));
        Assert.Equal(status, answer.Status);
    }

    private static (string, Role?) Read(string json)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers[PlatformIdentity.Header] = Convert.ToBase64String(Encoding.UTF8.GetBytes(json));
        return PlatformIdentity.Read(request)!.Value;
    }

    private static Action<HttpContext> As(string name, string role)
    {
        var json = $$"""{"auth_typ":"aad","name_typ":"{{Name}}","role_typ":"roles","claims":[{"typ":"{{Name}}","val":"{{name}}"},{"typ":"roles","val":"{{role}}"}]}""";
        return context => context.Request.Headers[PlatformIdentity.Header] = Convert.ToBase64String(Encoding.UTF8.GetBytes(json));
    }
}
