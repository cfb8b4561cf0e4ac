using Trading.Control.Operators;
using Trading.Functions.Http;
using Trading.Functions.Http.Door;

namespace Trading.Tests.Functions.Door;

/// <summary>Who is let in and who is not, and that whoever is not has changed nothing and left a line in the journal.</summary>
public sealed class DoorTests : IDisposable
{
    private readonly DoorDesk desk = new();

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData("127.0.0.1", "localhost:7071", 200)]
    [InlineData("::1", "[::1]:7071", 200)]
    [InlineData("::ffff:127.0.0.1", "127.0.0.1", 200)]
    [InlineData("127.0.0.1", "rebound.example:7071", 401)]
    [InlineData("127.0.0.1", "", 401)]
    [InlineData("192.168.1.7", "localhost:7071", 401)]
    [InlineData("8.8.8.8", "desk.example", 401)]
    public async Task Without_a_token_reads_are_open_to_this_machine_alone(string address, string host, int status) =>
        Assert.Equal(status, (await desk.AskAsync("Look", address: address, host: host)).Status);

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("Forwarded")]
    [InlineData("Via")]
    public async Task A_request_that_came_through_a_proxy_is_not_of_this_machine(string header) =>
        Assert.Equal(401, (await desk.AskAsync("Look", change: context => context.Request.Headers[header] = "for=127.0.0.1")).Status);

    [Fact]
    public async Task A_host_that_does_not_vouch_for_loopback_opens_nothing_to_it()
    {
        using var cloud = new DoorDesk(new DoorOptions());
        Assert.Equal(401, (await cloud.AskAsync("Look")).Status);
        Assert.Equal(200, (await cloud.AskAsync("Shell")).Status);
    }

    [Fact]
    public async Task Health_and_the_pages_shell_answer_anybody() => Assert.Equal(200, (await desk.AskAsync("Shell", address: "8.8.8.8", host: "desk.example")).Status);

    [Theory]
    [InlineData("127.0.0.1", "localhost:7071", false, false)]
    [InlineData("8.8.8.8", "desk.example", false, true)]
    [InlineData("127.0.0.1", "rebound.example", false, true)]
    [InlineData("8.8.8.8", "desk.example", true, false)]
    public async Task A_route_that_answers_anybody_knows_who_may_not_read(string address, string host, bool shows, bool isStranger)
    {
        var token = await desk.AddAsync("vera", Role.Viewer);
        var answer = await desk.AskAsync("Shell", shows ? token : null, address, host);
        Assert.Equal((200, isStranger), (answer.Status, answer.Response.HttpContext.Request.IsStranger()));
        Assert.True((await desk.AskAsync("Shell", token + "x", "8.8.8.8")).Response.HttpContext.Request.IsStranger());
        desk.Store.Fails = _ => true;
        Assert.Equal(200, (await desk.AskAsync("Shell", token, "8.8.8.8")).Status);
    }

    [Theory]
    [InlineData("Stop", 401)]
    [InlineData("Release", 401)]
    [InlineData("Forgotten", 401)]
    [InlineData("NoSuchFunction", 401)]
    public async Task Without_operators_nothing_can_be_changed_from_anywhere(string function, int status)
    {
        var answer = await desk.PostAsync(function);
        Assert.Equal((status, "unauthenticated", "Bearer"), (answer.Status, answer.Code, answer.Response.Headers.WWWAuthenticate.ToString()));
        Assert.Equal(0, desk.Ran);
    }

    [Theory]
    [InlineData(Role.Viewer, "Look", "GET", 200)]
    [InlineData(Role.Viewer, "Export", "GET", 200)]
    [InlineData(Role.Viewer, "Stop", "POST", 403)]
    [InlineData(Role.Operator, "Stop", "POST", 200)]
    [InlineData(Role.Operator, "Release", "POST", 403)]
    [InlineData(Role.Approver, "Stop", "POST", 200)]
    [InlineData(Role.Approver, "Release", "POST", 200)]
    [InlineData(Role.Approver, "Forgotten", "POST", 403)]
    public async Task A_token_opens_what_its_role_may(Role role, string function, string method, int status)
    {
        var token = await desk.AddAsync("alice", role);
        var answer = await desk.AskAsync(function, token, "8.8.8.8", "desk.example", method);
        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200 ? 1 : 0, desk.Ran);
        Assert.Equal(status == 403 ? "wrong_role" : null, answer.Code);
    }

    [Fact]
    public async Task A_read_that_names_a_role_takes_a_token_even_here()
    {
        Assert.Equal(401, (await desk.AskAsync("Export")).Status);
        Assert.Equal(200, (await desk.AskAsync("Export", await desk.AddAsync("vera", Role.Viewer))).Status);
    }

    [Theory]
    [InlineData("Basic YWxpY2U6c2VjcmV0")]
    [InlineData("Bearer")]
    [InlineData("Bearer tf_short")]
    [InlineData("Bearer tf_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Bearer tf_!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    public async Task A_token_of_nobody_is_refused_even_where_none_is_needed(string header)
    {
        await desk.AddAsync("alice", Role.Approver);
        Assert.Equal(401, (await desk.AskAsync("Look", header)).Status);
        Assert.Equal(401, (await desk.PostAsync("Stop", header)).Status);
        Assert.Equal(0, desk.Ran);
    }

    [Fact]
    public async Task A_removed_token_is_worth_nothing_from_then_on()
    {
        var token = await desk.AddAsync("alice", Role.Operator);
        Assert.Equal(200, (await desk.PostAsync("Stop", token)).Status);
        await desk.Register.RemoveAsync("alice", device: null, default);
        Assert.Equal(401, (await desk.PostAsync("Stop", token)).Status);
    }

    [Fact]
    public async Task Operators_that_cannot_be_read_are_nobody()
    {
        var token = await desk.AddAsync("alice", Role.Approver);
        desk.Store.Fails = key => key.StartsWith("operators/", StringComparison.Ordinal);
        var answer = await desk.PostAsync("Stop", token);
        Assert.Equal((503, "store_down", 0), (answer.Status, answer.Code, desk.Ran));
    }

    [Fact]
    public async Task Every_refusal_is_journalled_with_who_and_why_and_never_with_the_token()
    {
        var token = await desk.AddAsync("vera", Role.Viewer, "phone");
        await desk.PostAsync("Stop", token, "10.1.2.3");
        await desk.PostAsync("Stop", "Bearer tf_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "8.8.8.8");
        await desk.PostAsync("Release");

        var refused = (await desk.JournalAsync()).Where(each => each.Kind == "request-refused").Select(each => each.Data.GetRawText()).ToList();
        Assert.Equal(
            [
                """{"function":"Stop","route":"api/stop","method":"POST","status":403,"code":"wrong_role","from":"private","who":"vera","credential":"phone"}""",
                """{"function":"Stop","route":"api/stop","method":"POST","status":401,"code":"unauthenticated","from":"public"}""",
                """{"function":"Release","route":"api/release","method":"POST","status":401,"code":"unauthenticated","from":"loopback"}""",
            ],
            refused);
        Assert.DoesNotContain("tf_", await desk.EverythingAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_refusals_is_counted_into_one_event()
    {
        for (var i = 0; i < 500; i++)
        {
            await desk.PostAsync("Stop");
        }

        Assert.Equal(60, (await desk.JournalAsync()).Count(each => each.Kind == "request-refused"));
        desk.Clock.Advance(NodaTime.Duration.FromMinutes(1));
        await desk.AskAsync("Look");
        Assert.Equal(440, (await desk.JournalAsync()).Single(each => each.Kind == "requests-refused").Data.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_refusal_stands_although_it_cannot_be_journalled()
    {
        desk.Store.Fails = key => key.StartsWith("journal/", StringComparison.Ordinal);
        Assert.Equal(401, (await desk.PostAsync("Stop")).Status);
    }
}
