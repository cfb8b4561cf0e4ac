using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trading.Control.Operators;
using Trading.Execution;
using Trading.Functions.Http;
using Trading.Functions.Settings;
using Trading.Tests.Shared.Risk.Limits;

namespace Trading.Tests.Functions;

/// <summary>The routes of the configuration: what they answer, what they refuse, and that they raise nothing for one person alone.</summary>
public sealed class LimitRouteTests : IDisposable
{
    private readonly LimitWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task A_raise_goes_from_the_post_through_the_approval_into_force()
    {
        var asked = await PostAsync(LimitWorld.Ann, """{"values":{"total_exposure":80000,"positions":4},"reason":"more room","operator":"ann"}""");
        Assert.Equal(200, asked.Status);
        var id = asked.Body.GetProperty("request_id").GetString()!;
        Assert.Equal(4m, asked.Body.GetProperty("effective").GetProperty("positions").GetDecimal());
        Assert.Equal(50_000m, asked.Body.GetProperty("effective").GetProperty("total_exposure").GetDecimal());
        var pending = (await LimitsAsync()).GetProperty("pending");
        Assert.Equal("""[{"key":"total_exposure","from":50000,"to":80000}]""", pending.GetProperty("changes").GetRawText());
        Assert.Contains($"an approver other than ann sends {{\"request_id\":\"{id}\"}}", pending.GetProperty("needs").GetString(), StringComparison.Ordinal);

        Assert.Equal((403, "wrong_role"), await CodeAsync(ApproveAsync(LimitWorld.Ann, $"{{\"request_id\":\"{id}\"}}")));
        var approved = await ApproveAsync(LimitWorld.Bob, $"{{\"request_id\":\"{id}\",\"approver\":\"bob\"}}");
        Assert.Equal((200, 3, 80_000m), (approved.Status, approved.Body.GetProperty("number").GetInt32(), approved.Body.GetProperty("effective").GetProperty("total_exposure").GetDecimal()));
        Assert.False((await LimitsAsync()).TryGetProperty("pending", out _));
    }

    [Theory]
    [InlineData("""{"values":{"total_exposure":-1,"leverage":"2","foo":1},"reason":"x"}""", 400, "wrong_limits")]
    [InlineData("""{"values":{"daily_loss":0.01,"daily_loss":0.04},"reason":"x"}""", 400, "wrong_limits")]
    [InlineData("""{"values":[1],"reason":"x"}""", 400, "wrong_limits")]
    [InlineData("""{"values":{},"reason":"x"}""", 400, "wrong_request")]
    [InlineData("""{"reason":"x"}""", 400, "wrong_request")]
    [InlineData("""{"values":{"positions":4}}""", 400, "wrong_request")]
    [InlineData("""{"values":{"positions":4},"reason":"  "}""", 400, "wrong_request")]
    [InlineData("""{"values":{"positions":4},"reason":"x","operator":"bob"}""", 403, "not_you")]
    public async Task What_is_asked_wrongly_changes_nothing(string body, int status, string code)
    {
        await LimitsAsync();
        var writes = world.Store.Writes;
        Assert.Equal((status, code), await CodeAsync(PostAsync(LimitWorld.Ann, body)));
        Assert.Equal(writes, world.Store.Writes);
    }

    [Fact]
    public async Task All_faults_of_a_post_are_told_at_once()
    {
        var refused = await PostAsync(LimitWorld.Ann, """{"values":{"total_exposure":-1,"leverage":"2","foo":1},"reason":"x"}""");
        Assert.All(["total_exposure is -1", "leverage is the text \"2\"", "foo is no limit"], fault => Assert.Contains(fault, refused.Body.GetProperty("detail").GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{}""", 409, "nothing_pending")]
    [InlineData("""{"request_id":"REQ-9"}""", 404, "unknown_request")]
    [InlineData("""{"request_id":"../../x"}""", 404, "unknown_request")]
    [InlineData("""{"approver":"cat"}""", 403, "not_you")]
    public async Task An_approval_of_nothing_is_refused(string body, int status, string code) => Assert.Equal((status, code), await CodeAsync(ApproveAsync(LimitWorld.Bob, body)));

    [Fact]
    public async Task A_request_that_has_ended_is_gone()
    {
        var asked = await PostAsync(LimitWorld.Ann, """{"values":{"leverage":3},"reason":"x"}""");
        world.Clock.Advance(NodaTime.Duration.FromMinutes(15));
        Assert.Equal((410, "expired"), await CodeAsync(ApproveAsync(LimitWorld.Bob, $"{{\"request_id\":\"{asked.Body.GetProperty("request_id").GetString()}\"}}")));
    }

    [Fact]
    public async Task The_history_is_paged_compared_and_gone_back_to()
    {
        await PostAsync(LimitWorld.Ann, """{"values":{"positions":4},"reason":"one"}""");
        await PostAsync(LimitWorld.Bob, """{"values":{"leverage":1.5},"reason":"two"}""");
        var history = new LimitHistoryFunction(world.Desk);
        var first = await AnswerAsync(history.RunAsync(Request("?limit=2"), default));
        Assert.Equal([3, 2], first.Body.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("number").GetInt32()));
        var second = await AnswerAsync(history.RunAsync(Request($"?limit=2&after={first.Body.GetProperty("next").GetString()}"), default));
        Assert.Equal("default", second.Body.GetProperty("changes")[0].GetProperty("source").GetString());
        Assert.Equal(
            """[{"key":"positions","from":10,"to":4},{"key":"leverage","from":2.0,"to":1.5}]""",
            (await AnswerAsync(history.DifferenceAsync(Request("?from=1"), default))).Body.GetProperty("changes").GetRawText());
        Assert.Equal((404, "unknown_change"), await CodeAsync(AnswerAsync(history.DifferenceAsync(Request("?from=1&to=9"), default))));
        Assert.Equal((400, "wrong_request"), await CodeAsync(AnswerAsync(history.DifferenceAsync(Request("?from=x"), default))));

        var back = await AnswerAsync(history.RollBackAsync(Request(body: """{"number":1,"reason":"as it was"}""", by: LimitWorld.Ann), default));
        Assert.Equal((200, 3), (back.Status, back.Body.GetProperty("number").GetInt32()));
        Assert.Equal("rollback", back.Body.GetProperty("pending").GetProperty("source").GetString());
        Assert.Equal((404, "unknown_change"), await CodeAsync(AnswerAsync(history.RollBackAsync(Request(body: """{"number":7,"reason":"x"}""", by: LimitWorld.Ann), default))));
        Assert.Equal((400, "wrong_request"), await CodeAsync(AnswerAsync(history.RollBackAsync(Request(body: """{"reason":"x"}""", by: LimitWorld.Ann), default))));
    }

    [Fact]
    public async Task The_configuration_shows_every_setting_and_no_secret()
    {
        var settings = new SettingReader(name => name is "TRADING_SMTP_PASSWORD" or "TRADING_MODE" ? "hunter2" : null);
        var answer = await AnswerAsync(new ConfigFunction(settings, new DeskOptions(), world.Book).RunAsync(Request(), default));
        var lines = answer.Body.GetProperty("settings").EnumerateArray().ToDictionary(line => line.GetProperty("name").GetString()!);
        Assert.Equal(("set", "environment"), (lines["TRADING_SMTP_PASSWORD"].GetProperty("value").GetString(), lines["TRADING_SMTP_PASSWORD"].GetProperty("source").GetString()));
        Assert.Equal("hunter2", lines["TRADING_MODE"].GetProperty("value").GetString());
        Assert.Equal("not set", lines["TRADING_ALERT_WEBHOOK"].GetProperty("value").GetString());
        Assert.Equal(("50000", false), (lines["total_exposure"].GetProperty("value").GetString(), lines["total_exposure"].GetProperty("needsRestart").GetBoolean()));
        Assert.True(lines["desk.entry_delay"].GetProperty("needsRestart").GetBoolean());
    }

    private static HttpRequest Request(string query = "", string? body = null, Caller? by = null)
    {
        var context = new DefaultHttpContext();
        (context.Request.Method, context.Request.QueryString) = (body is null ? "GET" : "POST", new QueryString(query));
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? string.Empty));
        if (by is not null)
        {
            RequestCaller.Set(context, by);
        }

        return context.Request;
    }

    private static async Task<(int Status, JsonElement Body)> AnswerAsync(Task<IResult> answer)
    {
        var result = await answer;
        var value = ((IValueHttpResult)result).Value!;
        return (((IStatusCodeHttpResult)result).StatusCode ?? 200, JsonSerializer.SerializeToElement(value, ApiJson.Api.GetTypeInfo(value.GetType())));
    }

    private static async Task<(int Status, string? Code)> CodeAsync(Task<(int Status, JsonElement Body)> answer)
    {
        var (status, body) = await answer;
        return (status, body.TryGetProperty("type", out var type) ? type.GetString() : null);
    }

    private Task<(int Status, JsonElement Body)> PostAsync(Caller by, string body) => AnswerAsync(new LimitsFunction(world.Book, world.Desk).SetAsync(Request(body: body, by: by), default));

    private Task<(int Status, JsonElement Body)> ApproveAsync(Caller by, string body) => AnswerAsync(new LimitsFunction(world.Book, world.Desk).ApproveAsync(Request(body: body, by: by), default));

    private async Task<JsonElement> LimitsAsync() => (await AnswerAsync(new LimitsFunction(world.Book, world.Desk).RunAsync(Request(), default))).Body;
}
