using System.Net;
using System.Text.Json.Nodes;

namespace Trading.Tests.Embedded.Simulator;

/// <summary>The account, its positions and what moved its money; the market's hours and assets.</summary>
public sealed class AccountTests : IAsyncLifetime
{
    private SimServer server = null!;

    public async Task InitializeAsync() => server = await SimServer.StartAsync(SimServer.Calm());

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task The_account_says_what_it_is_worth()
    {
        await server.BuyAsync("filled");
        await server.AtAsync("09:40");
        await server.BuyAsync("open", 10, "90");

        SimServer.AssertJson(
            """
            {"id":"05000000-0000-4000-8000-000000000001","account_number":"SIM","status":"ACTIVE","crypto_status":"INACTIVE","currency":"USD","buying_power":"98100",
            "regt_buying_power":"98100","daytrading_buying_power":"0","options_buying_power":"0","non_marginable_buying_power":"98100","cash":"99000","accrued_fees":"0",
            "portfolio_value":"100002.5","pattern_day_trader":false,"trading_blocked":false,"transfers_blocked":false,"account_blocked":false,
            "trade_suspended_by_user":false,"shorting_enabled":false,"created_at":"2012-01-03T14:30:00Z","multiplier":"1","equity":"100002.5","last_equity":"100000",
            "long_market_value":"1002.5","short_market_value":"0","position_market_value":"1002.5","initial_margin":"1002.5","maintenance_margin":"0",
            "last_maintenance_margin":"0","sma":"0","daytrade_count":0}
            """,
            await server.GetAsync("/v2/account"));
    }

    [Fact]
    public async Task A_position_has_every_member_that_the_broker_sends()
    {
        await server.BuyAsync("a");
        await server.AtAsync("09:40");
        await server.OrderAsync("""{"symbol":"AIG","qty":"4","side":"sell","type":"limit","limit_price":"110","time_in_force":"gtc"}""");

        const string Expected = """
            {"asset_id":"04414947-0000-4000-8000-000000000000","symbol":"AIG","exchange":"NYSE","asset_class":"us_equity","asset_marginable":false,"qty":"10",
            "qty_available":"6","avg_entry_price":"100","side":"long","market_value":"1002.5","cost_basis":"1000","unrealized_pl":"2.5","unrealized_plpc":"0.0025",
            "unrealized_intraday_pl":"2.5","unrealized_intraday_plpc":"0.0025","current_price":"100.25","lastday_price":"100","change_today":"0.0025"}
            """;
        SimServer.AssertJson(Expected, await server.GetAsync("/v2/positions/AIG"));
        SimServer.AssertJson(Expected, await server.GetAsync("/v2/positions/04414947-0000-4000-8000-000000000000"));
        SimServer.AssertJson(Expected, Assert.Single((await server.GetAsync("/v2/positions")).AsArray()));
        await SimServer.AssertErrorAsync(await server.Client.GetAsync("/v2/positions/XYZ"), 404, 40410000, "position does not exist");
    }

    [Fact]
    public async Task A_fill_carries_no_fee_and_says_what_is_left()
    {
        await server.PostAsync("/simulator/faults", """{"kind":"partial_fill","qty":4}""");
        await server.BuyAsync("a");
        await server.AtAsync("09:40");

        var fills = (await server.GetAsync("/v2/account/activities/FILL?direction=asc")).AsArray();
        SimServer.AssertJson(
            """
            {"id":"20131007093200000::02000000-0000-4000-8000-000000000001","activity_type":"FILL","transaction_time":"2013-10-07T13:32:00Z","type":"partial_fill",
            "price":"100","qty":"4","side":"buy","symbol":"AIG","leaves_qty":"6","order_id":"01000000-0000-4000-8000-000000000001","cum_qty":"4",
            "order_status":"partially_filled"}
            """,
            fills[0]);
        Assert.Equal("fill 6 0 10 filled", $"{fills[1]!["type"]} {fills[1]!["qty"]} {fills[1]!["leaves_qty"]} {fills[1]!["cum_qty"]} {fills[1]!["order_status"]}");
    }

    /// <summary>1,000 dollars at 17.40 a million are 2 cents, 10 shares at 119 a million are 1 cent, each up to the cent.</summary>
    [Fact]
    public async Task Fees_are_booked_apart_after_the_close()
    {
        await server.BuyAsync("a");
        await server.AtAsync("09:40");
        await server.OrderAsync("""{"symbol":"AIG","qty":"10","side":"sell","type":"market","time_in_force":"day"}""");
        await server.AtAsync("15:59");
        Assert.Empty((await server.GetAsync("/v2/account/activities/FEE")).AsArray());

        await server.AtAsync("16:00");
        var fees = (await server.GetAsync("/v2/account/activities?activity_types=FEE&direction=asc")).AsArray();
        SimServer.AssertJson(
            """
            {"id":"20131007160000000::03000000-0000-4000-8000-000000000001","activity_type":"FEE","activity_sub_type":"REG","date":"2013-10-07","net_amount":"-0.02",
            "description":"REG fee for proceed of $1000 on 2013-10-07 by SIM","status":"executed"}
            """,
            fees[0]);
        Assert.Equal("TAF -0.01 TAF fee for proceed of 10 shares (1 trades) on 2013-10-07 by SIM", $"{fees[1]!["activity_sub_type"]} {fees[1]!["net_amount"]} {fees[1]!["description"]}");
        Assert.Equal(2, fees.Count);
        Assert.Equal("99999.97", (string?)(await server.GetAsync("/v2/account"))["cash"]);
    }

    [Fact]
    public async Task Activities_are_paged_by_the_last_id()
    {
        for (var i = 0; i < 4; i++)
        {
            await server.AtAsync($"09:4{i}");
            await server.BuyAsync($"o{i}", i + 1);
        }

        await server.AtAsync("10:00", day: 1);
        Assert.Equal("4 3 2 1", await QuantitiesAsync(string.Empty));
        var page = (await server.GetAsync("/v2/account/activities?page_size=3&direction=asc")).AsArray();
        Assert.Equal("1 2 3", Quantities(page));
        Assert.Equal("4", await QuantitiesAsync($"?page_size=3&direction=asc&page_token={page[2]!["id"]}"));
        Assert.Equal("2 1", await QuantitiesAsync($"?page_token={page[2]!["id"]}"));
        Assert.Equal("4 3", await QuantitiesAsync("?after=2013-10-07T13:42:00Z"));
        Assert.Equal("1", await QuantitiesAsync("?until=2013-10-07T13:42:00Z"));
        Assert.Equal("4 3 2 1", await QuantitiesAsync("?date=2013-10-07&category=trade_activity"));
        Assert.Equal(string.Empty, await QuantitiesAsync("?date=2013-10-08"));
        Assert.Equal(string.Empty, await QuantitiesAsync("?category=non_trade_activity"));
        await SimServer.AssertErrorAsync(await server.Client.GetAsync("/v2/account/activities?page_token=x"), 422, 40010001, "invalid page_token: x");
        await SimServer.AssertErrorAsync(await server.Client.GetAsync("/v2/account/activities?page_size=101"), 422, 40010001, "page_size must be between 1 and 100");
    }

    [Fact]
    public async Task The_clock_and_the_calendar_are_New_Yorks()
    {
        SimServer.AssertJson(
            """{"timestamp":"2013-10-07T09:31:00-04:00","is_open":true,"next_open":"2013-10-08T09:30:00-04:00","next_close":"2013-10-07T16:00:00-04:00"}""",
            await server.GetAsync("/v2/clock"));
        SimServer.AssertJson(
            """
            [{"date":"2013-11-27","open":"09:30","close":"16:00","session_open":"0400","session_close":"2000","settlement_date":"2013-11-29"},
            {"date":"2013-11-29","open":"09:30","close":"13:00","session_open":"0400","session_close":"2000","settlement_date":"2013-12-02"}]
            """,
            await server.GetAsync("/v2/calendar?start=2013-11-27&end=2013-12-01"));
        await SimServer.AssertErrorAsync(await server.Client.GetAsync("/v2/calendar?start=2013-11-27&end=2013-11-01"), 422, 40010001, "invalid range: 2013-11-27 to 2013-11-01");
    }

    [Fact]
    public async Task Assets_are_the_symbols_that_have_bars()
    {
        Assert.Equal("AIG XYZ", string.Join(' ', (await server.GetAsync("/v2/assets?status=active&asset_class=us_equity")).AsArray().Select(asset => asset!["symbol"])));
        Assert.Empty((await server.GetAsync("/v2/assets?asset_class=crypto")).AsArray());
        SimServer.AssertJson(
            """
            {"id":"0458595a-0000-4000-8000-000000000000","symbol":"XYZ","class":"us_equity","exchange":"NYSE","name":"XYZ Common Stock","status":"active","tradable":true,
            "marginable":false,"shortable":false,"easy_to_borrow":false,"fractionable":false,"margin_requirement_long":"100","margin_requirement_short":"100",
            "attributes":[]}
            """,
            await server.GetAsync("/v2/assets/XYZ"));
        await SimServer.AssertErrorAsync(await server.Client.GetAsync("/v2/assets/NOPE"), 404, 40410000, "asset not found for NOPE");
    }

    [Theory]
    [InlineData("APCA-API-KEY-ID")]
    [InlineData("APCA-API-SECRET-KEY")]
    public async Task Both_keys_are_wanted(string missing)
    {
        server.Client.DefaultRequestHeaders.Remove(missing);
        foreach (var path in new[] { "/v2/account", "/v2/stocks/bars?symbols=AIG&timeframe=1Day" })
        {
            await SimServer.AssertErrorAsync(await server.Client.GetAsync(path), 401, 40110000, "request is not authorized");
        }
    }

    [Fact]
    public async Task Requests_are_counted_by_the_simulators_minute()
    {
        await using var slow = await SimServer.StartAsync(SimServer.Calm(), options: new() { RequestsPerMinute = 2 });
        var first = await slow.Client.GetAsync("/v2/clock");
        Assert.Equal("2 1 1381152720", Limits(first));
        Assert.Equal("2 0 1381152720", Limits(await slow.Client.GetAsync("/v2/clock")));
        var third = await slow.Client.GetAsync("/v2/clock");
        await SimServer.AssertErrorAsync(third, 429, 42910000, "rate limit exceeded");
        Assert.Equal("2 0 1381152720", Limits(third));
        Assert.Equal(HttpStatusCode.OK, (await slow.Client.GetAsync("/v2/stocks/trades/latest?symbols=AIG")).StatusCode);

        await slow.AtAsync("09:32");
        Assert.Equal("2 1 1381152780", Limits(await slow.Client.GetAsync("/v2/clock")));
    }

    private static string Limits(HttpResponseMessage answer) =>
        string.Join(' ', new[] { "Limit", "Remaining", "Reset" }.Select(name => Assert.Single(answer.Headers.GetValues($"X-RateLimit-{name}"))));

    private async Task<string> QuantitiesAsync(string query) => Quantities((await server.GetAsync($"/v2/account/activities{query}")).AsArray());

    private static string Quantities(JsonArray activities) => string.Join(' ', activities.Select(activity => activity!["qty"]));
}
