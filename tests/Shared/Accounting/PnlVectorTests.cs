using System.Text.Json;
using Trading.Accounting;
using Trading.Market;
using Trading.Storage;

namespace Trading.Tests.Shared.Accounting;

/// <summary>The PnL vectors P1 to P11, the column of the right answers.</summary>
[Trait("Bug", "C6.44")]
public sealed class PnlVectorTests
{
    [Fact]
    [Trait("Vector", "P1")]
    public void P1_three_symbols_and_an_open_position()
    {
        List<BookedFill> fills =
        [
            Fills.One("AAPL", "b10@150", 0), Fills.One("MSFT", "b5@400", 1), Fills.One("TSLA", "b3@200", 2),
            Fills.One("AAPL", "s10@153", 3), Fills.One("MSFT", "s5@395", 4), Fills.One("TSLA", "s3@200", 5),
        ];
        var held = FifoLedger.Run([], [Fills.One("IBM", "b10@180", 0)]).OpenLots;
        var day = Fills.Summarize(fills, held, ("IBM", 185m));
        Assert.Equal((5m, 50m, 55m), (day.Realized, day.Unrealized, day.Total));
        Assert.Equal((6, 3, 3), (day.Trades, day.Buys, day.Sells));
        Assert.Equal((1, 1, 50m), (day.Wins, day.Losses, day.WinRate));
        Assert.Equal((Symbol.Parse("AAPL"), 30m), (day.BestSymbol!.Value, day.BestSymbolPnl));
        Assert.Equal((Symbol.Parse("MSFT"), -25m), (day.WorstSymbol!.Value, day.WorstSymbolPnl));
        Assert.Equal((8205m, 25m), (day.Volume, day.MaxDrawdown));
        Assert.Equal((30m, -25m), (day.AverageWin, day.AverageLoss));
        Assert.Equal(["AAPL", "MSFT", "TSLA"], day.SymbolsTraded.Select(symbol => symbol.ToString()));
    }

    [Theory]
    [Trait("Vector", "P2-P5, P9")]
    [InlineData("P2", "b10@100 s5@105", "25", 25, 5, 0)]
    [InlineData("P3", "b10@100 s5@105 s5@110", "25 50", 75, 0, 0)]
    [InlineData("P4", "b10@100 s6@105 s6@110", "30 40", 70, 0, 2)]
    [InlineData("P5", "b10@100 b10@110 s15@120", "200 50", 250, 5, 0)]
    [InlineData("P9", "b10@150 s10@155", "50", 50, 0, 0)]
    public void Lots_are_closed_first_in_first_out(string vector, string fills, string trips, decimal realized, decimal open, decimal unmatched)
    {
        var ledger = FifoLedger.Run([], Fills.Of("AAPL", fills));
        Assert.Equal(trips, string.Join(' ', RoundTrip.Of(ledger.Matches).Select(trip => trip.Gross.ToString("0", System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(realized, ledger.Matches.Sum(match => match.Gross));
        Assert.Equal(open, ledger.OpenLots.Sum(lot => lot.Quantity.Value));
        Assert.Equal(unmatched, ledger.Unmatched.Sum(sell => sell.Quantity.Value));
        Assert.True(vector != "P5" || ledger.OpenLots.Single().Price == new Price(110m));
    }

    [Fact]
    [Trait("Vector", "P6")]
    public void P6_a_sell_closes_an_earlier_lot_and_a_later_buy_opens()
    {
        var earlier = FifoLedger.Run([], [Fills.One("AAPL", "b10@90", 0)]).OpenLots;
        var ledger = FifoLedger.Run(earlier, Fills.Of("AAPL", "s10@105 b10@100"));
        Assert.Equal(150m, Assert.Single(ledger.Matches).Gross);
        Assert.Equal(new Price(100m), Assert.Single(ledger.OpenLots).Price);
        Assert.Empty(ledger.Unmatched);
    }

    [Fact]
    [Trait("Vector", "P6")]
    public void P6_without_an_earlier_lot_nothing_is_matched_backwards()
    {
        var ledger = FifoLedger.Run([], Fills.Of("AAPL", "s10@105 b10@100"));
        Assert.Empty(ledger.Matches);
        Assert.Equal(new Quantity(10m), Assert.Single(ledger.Unmatched).Quantity);
        Assert.Equal(new Quantity(10m), Assert.Single(ledger.OpenLots).Quantity);
    }

    [Fact]
    [Trait("Vector", "P7")]
    public void P7_the_drawdown_follows_time()
    {
        var day = Fills.Summarize(Fills.Of("AAPL", "b1@100 s1@90 b1@100 s1@130 b1@100 s1@95"));
        Assert.Equal((15m, 10m), (day.Realized, day.MaxDrawdown));
    }

    [Fact]
    [Trait("Vector", "P8")]
    public void P8_an_execution_without_a_price_is_none()
    {
        var json = JsonSerializer.Serialize(Fills.One("AAPL", "b10@1", 0), TradingJson.Options);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<BookedFill>(json.Replace("\"price\":1", "\"price\":0", StringComparison.Ordinal), TradingJson.Options));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Price(0m));
        var day = Fills.Summarize([]);
        Assert.Equal((0m, 0m, 0, 0m), (day.Realized, day.Total, day.Trades, day.WinRate));
        Assert.Null(day.BestSymbol);
    }

    [Fact]
    [Trait("Vector", "P10")]
    public void P10_the_fees_of_both_sides_count()
    {
        var day = Fills.Summarize([Fills.One("AAPL", "b10@100", 0, fee: 1m), Fills.One("AAPL", "s10@110", 1, fee: 1m)]);
        Assert.Equal((100m, 2m, 98m), (day.Realized, day.Fees, day.Total));
        var trip = Assert.Single(RoundTrip.Of(FifoLedger.Run([], [Fills.One("AAPL", "b10@100", 0, fee: 1m), Fills.One("AAPL", "s10@110", 1, fee: 1m)]).Matches));
        Assert.Equal(98m, trip.Net);
    }

    [Fact]
    [Trait("Vector", "P11")]
    public void P11_slippage_is_in_the_prices() => Assert.Equal(97.90m, Fills.Summarize(Fills.Of("AAPL", "b10@100.10 s10@109.89")).Total);
}
