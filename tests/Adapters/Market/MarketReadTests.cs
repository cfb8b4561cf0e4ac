using System.Globalization;
using NodaTime;
using Trading.Adapters.Broker;
using Trading.Market;

namespace Trading.Tests.Adapters.Market;

/// <summary>What is asked for market data, and what is made of the answers.</summary>
public sealed class MarketReadTests : IAsyncLifetime
{
    private static readonly LocalDate Monday = new(2026, 3, 2);
    private static readonly Symbol Aig = Symbol.Parse("AIG");
    private static readonly Symbol Ibm = Symbol.Parse("IBM");
    private readonly SteppedClock clock = new(Instant.FromUtc(2026, 3, 2, 15, 0, 30));
    private ScriptedAlpaca alpaca = null!;
    private AlpacaVenue venue = null!;

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

    [Fact]
    public async Task Minutes_of_many_symbols_come_in_one_request_and_all_its_pages_and_only_when_they_have_ended()
    {
        alpaca.Script = one => Reply.Ok(one.Of("page_token") is null
            ? $$"""{"bars":{"AIG":[{{Bar("2026-03-02T14:29:00Z", 1)}},{{Bar("2026-03-02T14:30:00Z", 50)}}]},"next_page_token":"more"}"""
            : $$"""{"bars":{"AIG":[{{Bar("2026-03-02T14:59:00Z", 51)}},{{Bar("2026-03-02T15:00:00Z", 52)}}],"IBM":[{{Bar("2026-03-02T14:58:00Z", 140)}}]},"next_page_token":null}""");
        var minutes = await venue.Market.MinutesAsync([Aig, Ibm, Symbol.Parse("NOSUCH")], Monday, default);
        Assert.Equal([50m, 51m], minutes[Aig].Select(minute => minute.Close));
        Assert.Equal([140m], minutes[Ibm].Select(minute => minute.Close));
        Assert.Equal(2, minutes.Count);
        Assert.Equal([null, "more"], alpaca.All.Select(one => one.Of("page_token")));
        Assert.Equal(("AIG,IBM,NOSUCH", "1Min", "split", "iex", "/v2/stocks/bars"), (alpaca.All[0].Of("symbols"), alpaca.All[0].Of("timeframe"), alpaca.All[0].Of("adjustment"), alpaca.All[0].Of("feed"), alpaca.All[0].Path));
    }

    [Fact]
    public async Task A_page_that_comes_twice_ends_the_reading()
    {
        alpaca.Script = _ => alpaca.All.Count > 5 ? new Reply(400, "{}") : Reply.Ok($$"""{"bars":{"AIG":[{{Bar("2026-03-02T14:30:00Z", 50)}}]},"next_page_token":"more"}""");
        await Assert.ThrowsAsync<MarketDataException>(async () => await venue.Market.MinutesAsync([Aig, Ibm], Monday, default));
        Assert.Equal(2, alpaca.All.Count);
    }

    [Fact]
    public async Task Before_a_minute_has_ended_nobody_is_asked()
    {
        Assert.Empty(await venue.Market.MinutesAsync([Aig], Monday.PlusDays(1), default));
        Assert.Empty(await venue.Market.MinutesAsync([Aig], Monday.PlusDays(-1), default));
        Assert.Empty(alpaca.All);
    }

    [Fact]
    public async Task A_quote_is_the_last_trade_or_the_middle_and_never_of_the_future()
    {
        alpaca.Script = one => Reply.Ok(one.Path == "/v2/stocks/trades/latest"
            ? """{"trades":{"AIG":{"t":"2026-03-02T15:00:31.5Z","p":50.25,"s":1}}}"""
            : """{"quotes":{"IBM":{"t":"2026-03-02T14:00:00Z","ax":"N","ap":140.03,"as":1,"bx":"N","bp":140.01,"bs":1},"XOM":{"t":"2026-03-02T14:00:00Z","ax":"N","ap":0,"as":0,"bx":"N","bp":90,"bs":1}}}""");
        var quotes = await venue.Market.QuotesAsync([Aig, Ibm, Symbol.Parse("XOM")], default);
        Assert.Equal(new Quote(Aig, new Price(50.25m), clock.Now), quotes[Aig]);
        Assert.Equal(new Quote(Ibm, new Price(140.02m), Instant.FromUtc(2026, 3, 2, 14, 0)), quotes[Ibm]);
        Assert.Equal(2, quotes.Count);
        Assert.Equal("IBM,XOM", alpaca.All[1].Of("symbols"));
    }

    [Fact]
    public async Task Five_hundred_symbols_take_three_requests()
    {
        alpaca.Script = _ => Reply.Ok("""{"trades":{},"quotes":{},"bars":{}}""");
        var symbols = Enumerable.Range(0, 500).Select(i => Symbol.Parse($"A{i}")).ToList();
        await foreach (var _ in venue.Bars.DailyAsync(symbols, Monday.PlusDays(-30), Monday, default))
        {
            Assert.Fail("there are no bars");
        }

        Assert.Equal(3, alpaca.All.Count);
        Assert.All(alpaca.All, one => Assert.True(one.Of("symbols")!.Split(',').Length <= 200));
    }

    [Fact]
    public async Task Daily_bars_end_with_the_last_session_that_has_closed_and_are_the_nearest_doubles()
    {
        alpaca.Script = _ => Reply.Ok($$"""{"symbol":"AIG","bars":[{{Bar("2026-02-26T05:00:00Z", 43.428571428571431m)}},{{Bar("2026-02-27T05:00:00Z", 0.1m)}},{{Bar("2026-03-02T05:00:00Z", 99)}}],"next_page_token":null}""");
        var bars = (await venue.Market.DailyAsync(Aig, default))!;
        Assert.Equal(new LocalDate(2026, 2, 27), bars.DateAt(bars.Count - 1));
        Assert.Equal([43.428571428571431, 0.1], bars.Close.ToArray());
        Assert.Equal(("split", "1Day"), (alpaca.All[0].Of("adjustment"), alpaca.All[0].Of("timeframe")));
    }

    [Theory]
    [InlineData("""{"symbol":"AIG","bars":[],"next_page_token":null}""")]
    [InlineData("""{"symbol":"AIG","bars":null,"next_page_token":null}""")]
    public async Task A_symbol_that_nobody_knows_has_no_bars(string body)
    {
        alpaca.Script = _ => Reply.Ok(body);
        Assert.Null(await venue.Market.DailyAsync(Aig, default));
    }

    [Fact]
    public async Task A_bar_that_cannot_be_is_told()
    {
        alpaca.Script = _ => Reply.Ok("""{"symbol":"AIG","bars":[{"t":"2026-02-27T05:00:00Z","o":50,"h":49,"l":48,"c":49,"v":1}],"next_page_token":null}""");
        Assert.Contains("2026-02-27", (await Assert.ThrowsAsync<BadBarException>(async () => await venue.Market.DailyAsync(Aig, default))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(200)]
    public async Task A_failed_read_is_never_an_empty_answer(int status)
    {
        alpaca.Script = _ => new Reply(status, "<html>");
        await Assert.ThrowsAsync<MarketDataException>(async () => await venue.Market.QuotesAsync([Aig], default));
        await Assert.ThrowsAsync<MarketDataException>(async () => await venue.Market.MinutesAsync([Aig], Monday, default));
        await Assert.ThrowsAsync<MarketDataException>(async () => await venue.Market.DailyAsync(Aig, default));
        await Assert.ThrowsAsync<MarketDataException>(async () => await venue.Market.SymbolsAsync(default));
    }

    [Fact]
    public async Task What_can_be_scanned_is_active_tradable_listed_and_no_benchmark()
    {
        static string Asset(string symbol, string more) => $$"""{"id":"904837e3-3b76-47ec-b432-046db621571b","class":"us_equity","exchange":"NYSE","symbol":"{{symbol}}","name":"{{symbol}} Inc","status":"active","tradable":true{{more}}}""";
        string[] all = [Asset("IBM", ""), Asset("BRK.B", ""), Asset("SPY", ""), Asset("AIG", ""), Asset("OTCXX", "").Replace("NYSE", "OTC"), Asset("HALT", "").Replace("true", "false"), Asset("BTC/USD", "")];
        alpaca.Script = _ => Reply.Ok($"[{string.Join(",", all)}]");
        Assert.Equal(["AIG", "BRK.B", "IBM"], (await venue.Market.SymbolsAsync(default)).Select(symbol => symbol.ToString()));
        Assert.Equal([new Asset(Aig, "AIG Inc", "NYSE"), new Asset(Symbol.Parse("SPY"), "SPY Inc", "NYSE")], (await venue.Bars.AssetsAsync(default)).Where(asset => asset.Symbol.ToString() is "AIG" or "SPY"));
        Assert.Equal(("active", "us_equity"), (alpaca.All[0].Of("status"), alpaca.All[0].Of("asset_class")));
    }

    private static string Bar(string at, decimal price)
    {
        var text = price.ToString(CultureInfo.InvariantCulture);
        return $$"""{"t":"{{at}}","o":{{text}},"h":{{text}},"l":{{text}},"c":{{text}},"v":100}""";
    }
}
