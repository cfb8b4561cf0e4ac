using Trading.Control;
using Trading.Control.Operators;
using Trading.Execution;
using Trading.Functions.Http;
using Trading.Tests.Shared.Control;
using static Trading.Tests.Shared.Control.ReleaseDesk;

namespace Trading.Tests.Functions;

/// <summary>The routes that stop and release, behind their door.</summary>
public sealed class KillRouteTests : IDisposable
{
    private readonly ReleaseDesk desk = new(Anna, Bob);

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData("", 200, "halt_all")]
    [InlineData("""{"reason":"Manual activation","operator":"Anna"}""", 200, "halt_all")]
    [InlineData("""{"mode":"close_only"}""", 200, "close_only")]
    [InlineData("""{"mode":""}""", 200, "halt_all")]
    [InlineData("""{"mode":"HALT_ALL"}""", 200, "close_only")]
    [InlineData("""{"mode":"off"}""", 400, "off")]
    [InlineData("""{"operator":"bob"}""", 403, "off")]
    public async Task A_kill_is_read_by_exact_words_and_an_unknown_one_is_not_lost(string body, int status, string mode)
    {
        var (answered, json) = await RouteCall.AskAsync(Kill.KillAsync, Anna, body);

        Assert.Equal((status, mode), (answered, (await desk.Desk.Kill.ReadAsync(default)).Mode.Word()));
        if (status == 200)
        {
            Assert.Equal((true, mode, "anna"), (json.GetProperty("kill_switch").GetBoolean(), json.GetProperty("mode").GetString(), json.GetProperty("who").GetString()));
            Assert.Equal(body.Contains("HALT_ALL", StringComparison.Ordinal), json.TryGetProperty("note", out _));
        }
    }

    [Fact]
    public async Task A_kill_that_cannot_be_kept_is_503_and_says_what_to_do()
    {
        var touches = 0;
        desk.Desk.Store.Fails = key => key == "control/paper/kill" && touches++ == 1;

        var (status, json) = await RouteCall.AskAsync(Kill.KillAsync, Anna, string.Empty);

        Assert.Equal((503, "store_down"), (status, json.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Two_people_release_over_http()
    {
        await RouteCall.AskAsync(Kill.KillAsync, Anna, string.Empty);
        var asked = await RouteCall.AskAsync(Unlock.RequestAsync, Anna, """{"requestor":"anna","reason":"checked"}""");
        var id = asked.Json.GetProperty("request_id").GetString();

        Assert.Equal((403, "same_person"), await RefusedAsync(Anna, $$"""{"request_id":"{{id}}"}"""));
        Assert.Equal((403, "not_you"), await RefusedAsync(Bob, $$"""{"approver":"anna","request_id":"{{id}}"}"""));
        Assert.Equal((404, "unknown_request"), await RefusedAsync(Bob, """{"request_id":"REQ-99"}"""));
        Assert.Equal((400, "wrong_request"), await RefusedAsync(Bob, "{}"));
        Assert.Equal(KillMode.HaltAll, await desk.ModeAsync());

        var (status, json) = await RouteCall.AskAsync(Unlock.ApproveAsync, Bob, $$"""{"approver":"bob","request_id":"{{id}}"}""");
        Assert.Equal((200, "bob"), (status, json.GetProperty("approved_by").GetString()));
        Assert.Equal((409, "used"), await RefusedAsync(Bob, $$"""{"request_id":"{{id}}"}"""));
        Assert.Equal((409, "not_active"), (409, (await RouteCall.AskAsync(Unlock.RequestAsync, Anna, "{}")).Json.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task An_expired_request_is_gone()
    {
        await desk.KillAsync();
        var id = await desk.AskAsync();
        desk.Desk.Clock.Advance(NodaTime.Duration.FromMinutes(15));
        Assert.Equal((410, "expired"), await RefusedAsync(Bob, $$"""{"request_id":"{{id}}"}"""));
    }

    private KillFunction Kill => new(desk.Desk.Kill, new KillDesk(desk.Desk.Kill, desk.Desk.Book, desk.Desk.Gateway, desk.Desk.Journal, desk.Desk.Alerts, desk.Desk.Clock), desk.Desk.Alerts);

    private UnlockFunction Unlock => new(desk.Unlock);

    private async Task<(int Status, string? Code)> RefusedAsync(Caller by, string body)
    {
        var (status, json) = await RouteCall.AskAsync(Unlock.ApproveAsync, by, body);
        return (status, json.GetProperty("type").GetString());
    }
}
