using NodaTime;
using Trading.Market;
using Trading.Risk.Var;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Risk.Var;

public sealed class DailyReturnsTests
{
    private static readonly Symbol Aig = Symbol.Parse("AIG");
    private static readonly LocalDate Monday = new(2013, 10, 7);

    [Fact]
    public void Returns_are_close_over_close_of_the_sessions_before_newest_last()
    {
        var returns = Of(Bars(251, i => 100 + i));
        Assert.Equal(250, returns.Length);
        Assert.Equal((1 / 100.0, 1 / 349.0), (returns[0], returns[^1]), new Close());
    }

    [Fact]
    public void The_session_itself_and_what_comes_after_it_are_not_seen()
    {
        var whole = CalmBars.Before(Aig, Monday.PlusDays(20), sessions: 120);
        Assert.Equal(Of(whole.Through(new LocalDate(2013, 10, 4))), Of(whole));
    }

    [Theory]
    [InlineData(60, 0)]
    [InlineData(61, 60)]
    [InlineData(100, 99)]
    [InlineData(300, 250)]
    public void Sixty_returns_are_the_fewest_and_two_hundred_and_fifty_the_most(int bars, int returns) => Assert.Equal(returns, Of(Bars(bars, i => 100 + (i % 3))).Length);

    [Fact]
    public void A_session_without_a_trade_is_no_change_and_the_next_return_spans_it()
    {
        var all = Bars(100, i => i == 98 ? 1000 : 100 + i);
        var keep = Enumerable.Range(0, 100).Where(i => i != 98).ToArray();
        double[] closes = [.. keep.Select(i => all.Close[i])];
        var returns = Of(new BarSeries(Aig, 99, [.. keep.Select(i => all.Days[i])], closes, closes, closes, closes, closes));
        Assert.Equal((0.0, (199.0 / 197) - 1), (returns[^2], returns[^1]), new Close());
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void A_symbol_that_has_stopped_trading_is_not_calm_but_unknown(int missing, bool known)
    {
        var bars = Bars(150, i => 100 + i);
        Assert.Equal(known, Of(bars.Through(bars.DateAt(149 - missing))).Length > 0);
    }

    [Fact]
    public async Task Bars_are_read_once_a_date_and_a_failed_read_is_tried_again()
    {
        var market = new FakeMarket(new ManualClock(NewYork.At(Monday, new LocalTime(10, 0)))) { Prices = { [Aig] = 50m }, IsDown = true };
        var book = new ReturnsBook(market, ExchangeCalendar.Nyse);
        var faults = new List<string>();
        Assert.False((await book.OfAsync([Aig], Monday, faults.Add, default)).Knows(Aig));
        Assert.StartsWith("daily bars of AIG could not be read", Assert.Single(faults), StringComparison.Ordinal);
        market.IsDown = false;
        await book.OfAsync([Aig], Monday, faults.Add, default);
        var calls = market.Calls;
        Assert.Equal(250, (await book.OfAsync([Aig], Monday, faults.Add, default)).Of(Aig).Length);
        Assert.Equal(calls, market.Calls);
        await book.OfAsync([Aig], Monday.PlusDays(1), faults.Add, default);
        Assert.Equal(calls + 1, market.Calls);
    }

    private static double[] Of(BarSeries bars) => new DailyReturns(ExchangeCalendar.Nyse, Monday).Of(bars);

    private static BarSeries Bars(int count, Func<int, double> close)
    {
        var days = CalmBars.Before(Aig, Monday, sessions: count).Days.ToArray();
        double[] closes = [.. Enumerable.Range(0, count).Select(close)];
        return new BarSeries(Aig, count, days, closes, closes, closes, closes, closes);
    }

    private sealed class Close : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Math.Abs(x.Item1 - y.Item1) < 1e-12 && Math.Abs(x.Item2 - y.Item2) < 1e-12;

        public int GetHashCode((double, double) obj) => 0;
    }
}
