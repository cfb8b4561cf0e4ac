using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Trading.Brokers;
using Trading.Control.Operators;
using Trading.Functions.Http;
using Trading.Risk.Figures;
using Trading.Tests.Shared.Orders;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Functions;

/// <summary>The routes of risk, behind their door.</summary>
public sealed class RiskRouteTests : IDisposable
{
    private static readonly Caller Ann = new("ann", Role.Operator, "laptop");
    private static readonly Caller Bob = new("bob", Role.Approver, "phone");
    private readonly Desk desk = new();
    private readonly RiskParts risk;
    private readonly RiskFunction figures;
    private readonly RiskResetFunction reset;

    public RiskRouteTests()
    {
        var market = new FakeMarket(desk.Clock) { Prices = { [Desk.Aig] = 50m } };
        risk = new RiskParts(desk.Store, "paper", desk.Kill, desk.LimitsBook, market, desk.Journal, desk.Clock);
        figures = new RiskFunction(new RiskDesk(desk.Broker, desk.Book, risk.Marks, risk.Reader, desk.LimitsBook, ExchangeCalendar.Nyse, desk.Clock), desk.Clock);
        reset = new RiskResetFunction(risk.Reset, desk.Broker);
    }

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Value_at_risk_is_told_with_its_limit_and_its_parts_when_they_are_asked_for()
    {
        desk.Broker.Hold(Desk.Aig, 100, 50m);
        var (_, plain) = await AskAsync(figures.VarAsync, Ann);
        Assert.Equal((2000m, 250), (plain.GetProperty("limit").GetDecimal(), plain.GetProperty("sessions").GetInt32()));
        Assert.False(plain.TryGetProperty("bySymbol", out _));
        var (_, parts) = await AskAsync(figures.VarAsync, Ann, query: "decompose");
        var part = Assert.Single(parts.GetProperty("bySymbol").EnumerateArray());
        Assert.Equal(("AIG", plain.GetProperty("var95").GetDecimal()), (part.GetProperty("symbol").GetString(), part.GetProperty("component").GetDecimal()));

        // 5,000 dollars of a symbol that falls 0.0999 percent every other day.
        Assert.Equal(5.00m, plain.GetProperty("var95").GetDecimal());
        Assert.Equal(0.2m, plain.GetProperty("utilization").GetDecimal());
    }

    [Fact]
    public async Task An_empty_book_and_an_unreadable_account_both_say_why()
    {
        var (_, empty) = await AskAsync(figures.VarAsync, Ann);
        Assert.Equal((0m, "nothing is held"), (empty.GetProperty("var95").GetDecimal(), empty.GetProperty("reason").GetString()));
        desk.Broker.DeadReads.Add("account");
        var (status, unknown) = await AskAsync(figures.LimitsAsync, Ann);
        Assert.Equal(200, status);
        Assert.Contains("the account could not be read", unknown.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.False((await AskAsync(figures.MetricsAsync, Ann)).Json.TryGetProperty("equity", out _));
    }

    [Fact]
    public async Task Two_people_reset_over_http()
    {
        Assert.Equal((409, "no_marks"), await RefusedAsync(reset.RequestAsync, Ann, "{}"));
        await risk.Watch.LookAsync(new BrokerAccount(120_000m, 0m, 0m), default);

        var (status, asked) = await AskAsync(reset.RequestAsync, Ann, "");
        var id = asked.GetProperty("request_id").GetString();
        Assert.Equal((202, true), (status, asked.GetProperty("sentence").GetString()!.Contains("risk/reset_approve", StringComparison.Ordinal)));
        Assert.Equal((403, "not_you"), await RefusedAsync(reset.ApproveAsync, Bob, $$"""{"approver":"ann","request_id":"{{id}}"}"""));
        Assert.Equal((404, "unknown_request"), await RefusedAsync(reset.ApproveAsync, Bob, """{"request_id":"REQ-99"}"""));
        Assert.Equal((400, "wrong_request"), await RefusedAsync(reset.ApproveAsync, Bob, "{}"));
        desk.Broker.DeadReads.Add("account");
        Assert.Equal((503, "equity_unknown"), await RefusedAsync(reset.ApproveAsync, Bob, $$"""{"request_id":"{{id}}"}"""));
        desk.Broker.DeadReads.Clear();

        Assert.Equal(200, (await AskAsync(reset.ApproveAsync, Bob, $$"""{"request_id":"{{id}}"}""")).Status);
        Assert.Equal(100_000m, (await risk.Marks.ReadAsync(default))!.AllTimePeak);
        Assert.Equal((409, "used"), await RefusedAsync(reset.ApproveAsync, Bob, $$"""{"request_id":"{{id}}"}"""));
    }

    private static async Task<(int Status, string? Code)> RefusedAsync(Func<HttpRequest, CancellationToken, Task<IResult>> route, Caller by, string body)
    {
        var (status, json) = await AskAsync(route, by, body);
        return (status, json.GetProperty("type").GetString());
    }

    private static async Task<(int Status, JsonElement Json)> AskAsync(Func<HttpRequest, CancellationToken, Task<IResult>> route, Caller by, string body = "", string? query = null)
    {
        var context = new DefaultHttpContext();
        RequestCaller.Set(context, by);
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Request.Query = new QueryCollection(query is null ? [] : new Dictionary<string, StringValues>(StringComparer.Ordinal) { [query] = string.Empty });
        var answer = await route(context.Request, default);
        return ((answer as IStatusCodeHttpResult)?.StatusCode ?? 200, JsonSerializer.SerializeToElement(((IValueHttpResult)answer).Value, ApiJson.Api));
    }
}
