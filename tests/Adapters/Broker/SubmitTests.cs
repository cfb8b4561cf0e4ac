using System.Text.Json;
using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Trading.Orders;

namespace Trading.Tests.Adapters.Broker;

/// <summary>A write goes out once, and what its answer means is never guessed.</summary>
public sealed class SubmitTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly OrderTicket Ticket = new("2026-03-02-swing-AIG-buy-1", Symbol.Parse("AIG"), OrderSide.Buy, OrderType.Market, TimeInForce.Gtc, new Quantity(10), null, null, null);
    private readonly SteppedClock clock = new(Instant.FromUtc(2026, 3, 2, 15, 0));
    private ScriptedAlpaca alpaca = null!;
    private Trading.Adapters.Broker.AlpacaVenue venue = null!;

    public async Task InitializeAsync()
    {
        alpaca = await ScriptedAlpaca.StartAsync();
        venue = await alpaca.OpenAsync(clock);
    }

    public async Task DisposeAsync()
    {
        venue.Dispose();
        await alpaca.DisposeAsync();
    }

    [Theory]
    [Trait("Bug", "C2.2")]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(408)]
    [InlineData(200)]
    [Trait("Bug", "C2.11")]
    public async Task An_order_that_is_not_clearly_answered_is_sent_once_and_is_unclear(int status)
    {
        alpaca.Script = _ => new Reply(status, "<html>gateway</html>");
        await Assert.ThrowsAsync<BrokerUnclearException>(async () => await venue.Broker.SubmitAsync(Ticket, None));
        Assert.Equal("POST /v2/orders", Assert.Single(alpaca.All).ToString());
    }

    [Fact]
    [Trait("Bug", "C2.3")]
    public async Task An_order_that_is_never_answered_is_unclear_after_ten_seconds()
    {
        alpaca.Script = _ => Reply.Silence;
        var sent = venue.Broker.SubmitAsync(Ticket, None).AsTask();
        Assert.Equal(TimeSpan.FromSeconds(10), await clock.StepAsync(TimeSpan.FromSeconds(10)));
        await Assert.ThrowsAsync<BrokerUnclearException>(() => sent);
        Assert.InRange(alpaca.Count("POST"), 0, 1);
    }

    [Fact]
    public async Task A_broken_connection_leaves_an_order_unclear()
    {
        alpaca.Script = _ => Reply.Break;
        await Assert.ThrowsAsync<BrokerUnclearException>(async () => await venue.Broker.SubmitAsync(Ticket, None));
        Assert.Equal(1, alpaca.Count("POST"));
    }

    [Fact]
    public async Task An_order_is_not_sent_on_to_another_address()
    {
        alpaca.Script = _ => new Reply(307, string.Empty) { Location = "/elsewhere" };
        await Assert.ThrowsAsync<BrokerUnclearException>(async () => await venue.Broker.SubmitAsync(Ticket, None));
        Assert.Single(alpaca.All);
    }

    [Fact]
    public async Task An_answer_with_a_status_that_nobody_knows_is_unclear()
    {
        alpaca.Script = _ => Reply.Ok(new OrderJson(OrderJson.IdOf(1), Ticket.ClientOrderId) { Status = "pending_review" }.ToString());
        await Assert.ThrowsAsync<BrokerUnclearException>(async () => await venue.Broker.SubmitAsync(Ticket, None));
    }

    [Theory]
    [InlineData(403, 40310000, "insufficient qty available for order (requested: 10, available: 0)")]
    [InlineData(422, 42210000, "stop price must be less than current price")]
    public async Task A_refusal_that_is_about_the_order_is_an_answer_in_the_brokers_words(int status, int code, string words)
    {
        alpaca.Script = _ => Reply.Refused(status, code, words);
        Assert.Equal(new BrokerAnswer(BrokerAnswerKind.Rejected, null, words), await venue.Broker.SubmitAsync(Ticket, None));
    }

    [Theory]
    [InlineData(401, "APCA_API_KEY_ID")]
    [InlineData(403, "APCA_API_SECRET_KEY")]
    [InlineData(429, "too many requests")]
    [InlineData(400, "bad form")]
    public async Task A_refusal_that_is_not_about_the_order_says_that_it_was_not_taken(int status, string words)
    {
        alpaca.Script = _ => new Reply(status, """{"message":"bad form"}""") { RetryAfter = "1" };
        var fault = await Assert.ThrowsAsync<BrokerException>(async () => await venue.Broker.SubmitAsync(Ticket, None));
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.Single(alpaca.All);
    }

    [Fact]
    public async Task An_id_that_is_taken_is_a_success_with_the_order_that_carries_it()
    {
        var there = OrderJson.Bracket(1, Ticket.ClientOrderId, clock.Now);
        alpaca.Script = one => one.Method == "POST" ? Reply.Refused(422, 40010001, "client_order_id must be unique")
            : one.Path == "/v2/orders:by_client_order_id" ? Reply.Ok((there with { Legs = [] }).ToString())
            : Reply.Ok(OrderJson.List([new OrderJson(OrderJson.IdOf(9), "other"), there]));
        var answer = await venue.Broker.SubmitAsync(Ticket, None);
        Assert.Equal((BrokerAnswerKind.Duplicate, there.Id, 2), (answer.Kind, answer.Order!.Id, answer.Order.Legs.Count));
        Assert.Equal(Ticket.ClientOrderId, alpaca.All[1].Of("client_order_id"));
        Assert.Equal(("True", "all", "AIG"), (alpaca.All[2].Of("nested"), alpaca.All[2].Of("status"), alpaca.All[2].Of("symbols")));
    }

    [Fact]
    public async Task An_id_that_is_taken_by_an_order_that_cannot_be_looked_at_is_unclear()
    {
        alpaca.Script = one => one.Method == "POST" ? Reply.Refused(422, 40010001, "client_order_id must be unique") : new Reply(401, "{}");
        await Assert.ThrowsAsync<BrokerUnclearException>(async () => await venue.Broker.SubmitAsync(Ticket, None));
    }

    [Theory]
    [Trait("Bug", "C6.48")]
    [InlineData("187.125", "187.12")]
    [InlineData("2.675", "2.68")]
    [InlineData("0.12345", "0.1234")]
    [InlineData("0.29", "0.29")]
    [InlineData("1234567.89", "1234567.89")]
    public async Task Prices_are_sent_to_the_tick_without_a_double_in_between(string price, string sent)
    {
        alpaca.Script = one => Reply.Ok(new OrderJson(OrderJson.IdOf(1), Ticket.ClientOrderId).ToString());
        var at = decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture);
        await venue.Broker.SubmitAsync(Ticket with { Type = OrderType.Limit, LimitPrice = new Price(at), Bracket = new Bracket(new Price(at), new Price(at)) }, None);
        var body = JsonDocument.Parse(alpaca.All[0].Body).RootElement;
        var expected = decimal.Parse(sent, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(expected, body.GetProperty("limit_price").GetDecimal());
        Assert.Equal(expected, body.GetProperty("take_profit").GetProperty("limit_price").GetDecimal());
        Assert.Equal(expected, body.GetProperty("stop_loss").GetProperty("stop_price").GetDecimal());
    }

    [Fact]
    public async Task An_order_carries_its_id_and_works_in_regular_hours_alone()
    {
        alpaca.Script = one => Reply.Ok(OrderJson.Bracket(1, Ticket.ClientOrderId, clock.Now).ToString());
        var answer = await venue.Broker.SubmitAsync(Ticket with { Bracket = new Bracket(new Price(55), new Price(45)) }, None);
        var body = JsonDocument.Parse(alpaca.All[0].Body).RootElement;
        Assert.Equal(
            [Ticket.ClientOrderId, "AIG", "buy", "market", "gtc", "bracket"],
            new[] { "client_order_id", "symbol", "side", "type", "time_in_force", "order_class" }.Select(name => body.GetProperty(name).GetString()));
        Assert.Equal((10m, false), (body.GetProperty("qty").GetDecimal(), body.GetProperty("extended_hours").GetBoolean()));
        Assert.Equal([BracketLeg.TakeProfit, BracketLeg.StopLoss], answer.Order!.Legs.Select(leg => leg.Leg!.Value));
    }

    [Fact]
    public async Task A_replacement_and_a_cancel_are_sent_once_too()
    {
        alpaca.Script = _ => new Reply(504, "{}");
        await Assert.ThrowsAsync<BrokerUnclearException>(async () => await venue.Broker.ReplaceAsync(OrderJson.IdOf(3), new ReplaceTicket("next", null, null, new Price(46)), None));
        await Assert.ThrowsAsync<BrokerUnclearException>(async () => await venue.Broker.CancelAsync(OrderJson.IdOf(3), None));
        Assert.Equal([$"PATCH /v2/orders/{OrderJson.IdOf(3)}", $"DELETE /v2/orders/{OrderJson.IdOf(3)}"], alpaca.All.Select(one => one.ToString()));
        var body = JsonDocument.Parse(alpaca.All[0].Body).RootElement;
        Assert.Equal((46m, "next", 2), (body.GetProperty("stop_price").GetDecimal(), body.GetProperty("client_order_id").GetString(), body.EnumerateObject().Count()));
    }

    [Fact]
    public async Task A_cancel_of_what_is_done_is_refused_and_one_that_is_taken_shows_the_order()
    {
        alpaca.Script = _ => Reply.Refused(422, 42210000, "order is already in \\\"filled\\\" state");
        Assert.Equal(BrokerAnswerKind.Rejected, (await venue.Broker.CancelAsync(OrderJson.IdOf(3), None)).Kind);
        alpaca.Script = one => one.Method == "DELETE" ? new Reply(204, string.Empty) : Reply.Ok(new OrderJson(OrderJson.IdOf(3), "x") { Status = "pending_cancel" }.ToString());
        var answer = await venue.Broker.CancelAsync(OrderJson.IdOf(3), None);
        Assert.Equal((BrokerAnswerKind.Accepted, BrokerOrderStatus.PendingCancel), (answer.Kind, answer.Order!.Status));
        alpaca.Script = one => one.Method == "DELETE" ? new Reply(204, string.Empty) : new Reply(401, "{}");
        Assert.Equal(new BrokerAnswer(BrokerAnswerKind.Accepted, null, null), await venue.Broker.CancelAsync(OrderJson.IdOf(3), None));
    }
}
