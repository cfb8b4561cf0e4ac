using System.Text.Json.Nodes;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Simulator;

/// <summary>Market data as of the clock, on a made-up market of three stocks.</summary>
public sealed class FeedTests : IAsyncLifetime
{
    private readonly SyntheticMarket market = new(7, new(2014, 1, 31), symbols: 3, years: 1);
    private SimServer server = null!;

    public async Task InitializeAsync() => server = await SimServer.StartAsync(market, "09:33");

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_bar_has_every_member_that_the_broker_sends()
    {
        await using var calm = await SimServer.StartAsync(SimServer.Calm(), "09:33");

        SimServer.AssertJson(
            """
            {"bars":{"AIG":[{"t":"2013-10-04T04:00:00Z","o":100,"h":100,"l":100,"c":100,"v":1000000,"n":10000,"vw":100},
            {"t":"2013-10-07T04:00:00Z","o":100,"h":101,"l":99.5,"c":100.25,"v":300000,"n":3000,"vw":100.25}]},"next_page_token":null}
            """,
            await calm.GetAsync("/v2/stocks/bars?symbols=AIG,NOPE&timeframe=1Day&start=2013-10-01"));
        SimServer.AssertJson(
            """
            {"bars":[{"t":"2013-10-07T13:32:00Z","o":100,"h":101,"l":99.5,"c":100.25,"v":100000,"n":1000,"vw":100.25}],"symbol":"AIG",
            "next_page_token":null}
            """,
            await calm.GetAsync("/v2/stocks/AIG/bars?timeframe=1Min&sort=desc&start=2013-10-07T13:32:00Z"));
        SimServer.AssertJson(
            """{"trades":{"AIG":{"t":"2013-10-07T13:33:00Z","p":100.25,"x":"V","s":100,"c":["@"],"i":1,"z":"A"}}}""", await calm.GetAsync("/v2/stocks/trades/latest?symbols=AIG,NOPE"));
        SimServer.AssertJson(
            """{"symbol":"AIG","quote":{"t":"2013-10-07T13:33:00Z","ap":100.25,"bp":100.25,"ax":"V","as":1,"bx":"V","bs":1,"c":["R"],"z":"A"}}""",
            await calm.GetAsync("/v2/stocks/AIG/quotes/latest"));
    }

    /// <summary>Until the session has closed, the running day is what its minutes have made of it.</summary>
    [Fact]
    public async Task The_running_day_is_as_far_as_it_has_come()
    {
        var symbol = market.Symbols[0];
        var minutes = market.Minutes(symbol, new(2013, 10, 7));
        var bar = Assert.Single(await BarsAsync("SYN0001", "1Day", "start=2013-10-07T04:00:00Z"))!;

        Assert.Equal(minutes[0].Open, (decimal)bar["o"]!);
        Assert.Equal(minutes[2].Close, (decimal)bar["c"]!);
        Assert.Equal(minutes.Take(3).Max(minute => minute.High), (decimal)bar["h"]!);

        await server.AtAsync("16:00");
        Assert.Equal(market.Daily(symbol)!.Through(new(2013, 10, 7)).Close[^1], (double)Assert.Single(await BarsAsync("SYN0001", "1Day", "start=2013-10-07"))!["c"]!);
    }

    [Theory]
    [InlineData("1Day", "start=2013-10-01&end=2013-12-31")]
    [InlineData("1Min", "start=2013-10-04&end=2013-12-31")]
    public async Task Nobody_sees_the_future(string timeframe, string range)
    {
        var now = new DateTimeOffset(2013, 10, 7, 13, 33, 0, TimeSpan.Zero);
        var bars = await BarsAsync("SYN0001", timeframe, $"{range}&limit=10000");

        Assert.All(bars, bar => Assert.True(DateTimeOffset.Parse((string)bar!["t"]!) < now));
        Assert.Equal(timeframe == "1Day" ? 5 : 393, bars.Count);
    }

    [Fact]
    public async Task Before_the_open_the_last_price_is_the_last_close()
    {
        await using var early = await SimServer.StartAsync(market, "09:00");
        var close = market.Daily(market.Symbols[0])!.Through(new(2013, 10, 4)).Close[^1];

        var trade = (await early.GetAsync("/v2/stocks/SYN0001/trades/latest"))["trade"]!;
        Assert.Equal("2013-10-04T20:00:00Z", (string?)trade["t"]);
        Assert.Equal(close, (double)trade["p"]!);
        Assert.Equal("2013-10-04T04:00:00Z", (string?)(await early.GetAsync("/v2/stocks/SYN0001/bars?timeframe=1Day&start=2013-10-01"))["bars"]!.AsArray()[^1]!["t"]);
    }

    /// <summary>Pages hold each bar once, symbols in order and each one's bars by time, whatever their size.</summary>
    [Theory]
    [InlineData("1Day", "2013-09-01", "asc", 7)]
    [InlineData("1Day", "2013-09-01", "desc", 10)]
    [InlineData("1Min", "2013-10-04", "asc", 1000)]
    [InlineData("1Min", "2013-10-07", "asc", 3)]
    public async Task Pages_join_without_a_gap(string timeframe, string start, string sort, int limit)
    {
        const string Symbols = "SYN0003,SYN0001,SPY";
        var query = $"/v2/stocks/bars?symbols={Symbols}&timeframe={timeframe}&start={start}&sort={sort}";
        var whole = await PagesAsync($"{query}&limit=10000");
        var joined = await PagesAsync($"{query}&limit={limit}");

        Assert.Equal(whole.Lines, joined.Lines);
        Assert.Equal(1, whole.Pages);
        Assert.Equal((whole.Lines.Count + limit - 1) / limit, joined.Pages);
        Assert.Equal(["SPY", "SYN0001", "SYN0003"], whole.Lines.Select(line => line.Split(' ')[0]).Distinct());
        var times = whole.Lines.Where(line => line.StartsWith("SPY ", StringComparison.Ordinal)).ToList();
        Assert.Equal(sort == "asc" ? times.Order(StringComparer.Ordinal) : times.OrderDescending(StringComparer.Ordinal), times);
    }

    [Fact]
    public async Task Prices_keep_every_digit()
    {
        using var folder = new TempFolder();
        folder.Write("daily/ODD.csv", "date,open,high,low,close,volume\n2013-10-04,10.123456789012345,10.323456789012347,9.723456789012341,10.223456789012343,1234567\n");
        var bars = new CsvBarFolder(folder.FullPath);
        await using var odd = await SimServer.StartAsync(bars);
        var read = bars.Daily(Symbol.Parse("ODD"))!;

        var bar = (await odd.GetAsync("/v2/stocks/ODD/bars?timeframe=1Day&start=2013-10-01"))["bars"]![0]!;
        Assert.Equal([read.Open[0], read.High[0], read.Low[0], read.Close[0]], new[] { "o", "h", "l", "c" }.Select(name => (double)bar[name]!));
    }

    [Fact]
    public async Task One_bad_file_takes_nobody_elses_bars_away()
    {
        using var folder = new TempFolder();
        folder.Write("daily/BAD.csv", "date,open,high,low,close,volume\n2013-10-04,10,9,11,10,1000\n");
        folder.Write("daily/GOOD.csv", "date,open,high,low,close,volume\n2013-10-04,10,11,9,10,1000\n");
        await using var mixed = await SimServer.StartAsync(new CsvBarFolder(folder.FullPath));

        var many = await mixed.GetAsync("/v2/stocks/bars?symbols=BAD,GOOD&timeframe=1Day&start=2013-10-01");
        Assert.Equal(["GOOD"], many["bars"]!.AsObject().Select(pair => pair.Key));
        var alone = await mixed.Client.GetAsync("/v2/stocks/BAD/bars?timeframe=1Day&start=2013-10-01");
        Assert.Equal(500, (int)alone.StatusCode);
        Assert.Contains("BAD.csv", await alone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_is_all_of_it()
    {
        var snapshot = (await server.GetAsync("/v2/stocks/snapshots?symbols=SYN0002"))["SYN0002"]!;

        Assert.Equal(["latestTrade", "latestQuote", "minuteBar", "dailyBar", "prevDailyBar"], snapshot.AsObject().Select(pair => pair.Key));
        Assert.Equal(
            "2013-10-07T13:33:00Z 2013-10-07T13:32:00Z 2013-10-07T04:00:00Z 2013-10-04T04:00:00Z",
            $"{snapshot["latestTrade"]!["t"]} {snapshot["minuteBar"]!["t"]} {snapshot["dailyBar"]!["t"]} {snapshot["prevDailyBar"]!["t"]}");
    }

    [Theory]
    [InlineData("bars?timeframe=1Day", 400, "symbols is required")]
    [InlineData("bars?symbols=SPY&timeframe=5Min", 400, "invalid timeframe: 5Min; 1Day and 1Min are known here")]
    [InlineData("bars?symbols=SPY&timeframe=1Day&limit=10001", 400, "limit must be between 1 and 10000")]
    [InlineData("bars?symbols=SPY&timeframe=1Day&page_token=%25", 400, "invalid page_token")]
    [InlineData("bars?symbols=SPY&timeframe=1Day&start=2013-10-04&end=2013-10-01", 400, "end should not be before start")]
    [InlineData("bars?symbols=$&timeframe=1Day", 400, "invalid symbol: $")]
    [InlineData("NOPE/trades/latest", 404, "no trade found for NOPE")]
    public async Task Bad_requests_are_told(string path, int status, string message)
    {
        var answer = await server.Client.GetAsync($"/v2/stocks/{path}");
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(message, (string?)(await SimServer.ReadAsync(answer))["message"]);
    }

    private async Task<JsonArray> BarsAsync(string symbol, string timeframe, string query) =>
        (await server.GetAsync($"/v2/stocks/{symbol}/bars?timeframe={timeframe}&{query}"))["bars"]!.AsArray();

    private async Task<(List<string> Lines, int Pages)> PagesAsync(string query)
    {
        var (lines, pages) = (new List<string>(), 0);
        for (string? token = string.Empty; token is not null; pages++)
        {
            var page = await server.GetAsync(token.Length == 0 ? query : $"{query}&page_token={Uri.EscapeDataString(token)}");
            lines.AddRange(page["bars"]!.AsObject().SelectMany(pair => pair.Value!.AsArray().Select(bar => $"{pair.Key} {bar!["t"]}")));
            token = (string?)page["next_page_token"];
        }

        return (lines, pages);
    }
}
