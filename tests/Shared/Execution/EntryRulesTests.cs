using NodaTime;
using Trading.Execution;
using Trading.Market;
using Trading.Time;

namespace Trading.Tests.Shared.Execution;

public sealed class EntryRulesTests
{
    private static readonly Session Usual = ExchangeCalendar.Nyse.SessionOn(new LocalDate(2013, 10, 7))!;

    [Fact]
    public void The_loop_runs_every_15_seconds_for_35_minutes_and_then_every_minute_to_the_close()
    {
        var cycles = Cycles(Usual);
        Assert.Equal(Usual.Open, cycles[0]);
        Assert.Equal((140, 355), (cycles.Count(at => at < Usual.Open + Duration.FromMinutes(35)), cycles.Count(at => at >= Usual.Open + Duration.FromMinutes(35))));
        Assert.Equal(Usual.Close - Duration.FromMinutes(1), cycles[^1]);
    }

    [Fact]
    [Trait("Bug", "C5.37")]
    public void An_early_close_ends_the_loop_at_13_00()
    {
        var half = ExchangeCalendar.Nyse.SessionOn(new LocalDate(2013, 11, 29))!;
        Assert.Equal(NewYork.At(half.Date, new LocalTime(12, 59)), Cycles(half)[^1]);
        Assert.False(ExecutionSchedule.EntriesAllowed(half, NewYork.At(half.Date, new LocalTime(12, 30)), Duration.FromMinutes(20), Duration.FromMinutes(30)));
        Assert.True(ExecutionSchedule.EntriesAllowed(half, NewYork.At(half.Date, new LocalTime(12, 29)), Duration.FromMinutes(20), Duration.FromMinutes(30)));
    }

    [Fact]
    public void A_cycle_that_took_long_is_followed_by_the_next_of_the_grid() =>
        Assert.Equal(Usual.Open + Duration.FromMinutes(40), ExecutionSchedule.NextCycle(Usual, Usual.Open + Duration.FromSeconds((39 * 60) + 7)));

    [Theory]
    [InlineData(50, 100_000, 0, 1_000_000, 40)]
    [InlineData(50, 100_000, 3, 1_000_000, 20)]
    [InlineData(50, 100_000, -3, 1_000_000, 20)]
    [InlineData(50, 100_000, 6, 1_000_000, 10)]
    [InlineData(50, 100_000, 60, 1_000_000, 10)]
    [InlineData(50, 100_000, double.NaN, 1_000_000, 10)]
    [InlineData(50, 100_000, 0, 149, 2)]
    [InlineData(50, 100_000, 0, -5, 0)]
    [InlineData(2001, 100_000, 0, 1_000_000, 0)]
    [InlineData(2000, 100_000, 0, 1_000_000, 1)]
    [InlineData(50, -100, 0, 1_000_000, 0)]
    public void The_size_is_two_percent_less_distance_within_the_room(int price, int equity, double distance, int room, int shares) =>
        Assert.Equal(shares, PositionSizer.Shares(new Price(price), equity, distance, room).Value);

    [Theory]
    [Trait("Bug", "AVWAP-2.6")]
    [InlineData(1, 1_000_000, 40)]
    [InlineData(0.5, 1_000_000, 20)]
    [InlineData(0.25, 1_000_000, 10)]
    [InlineData(0, 1_000_000, 0)]
    [InlineData(0.5, 0, 0)]
    [InlineData(1, 49.99, 0)]
    public void A_drawdown_shrinks_the_size_and_nothing_stays_nothing(double factor, double room, int shares) =>
        Assert.Equal(shares, PositionSizer.Shares(new Price(50m), 100_000m, 0, (decimal)room, factor: (decimal)factor).Value);

    [Fact]
    [Trait("Bug", "C6.48")]
    public void The_size_is_not_cut_by_binary_fractions() => Assert.Equal(29m, PositionSizer.Shares(new Price(0.10m), 145m, 0, 1000m).Value);

    [Theory]
    [InlineData(49.99, 49.99, 40, false)]
    [InlineData(50.01, 50.00, 40, true)]
    [InlineData(50.00, 50.01, 40, false)]
    [InlineData(50.01, 49.99, 40, false)]
    public void Two_closed_ten_minute_bars_confirm(double before, double last, int minute, bool confirmed)
    {
        var bars = Bars(minute, at => at < minute - 10 ? (decimal)before : (decimal)last);
        Assert.Equal(confirmed, BoundaryConfirmation.IsConfirmed(bars, Usual.Open, Usual.Open + Duration.FromMinutes(minute), new Price(50m)));
    }

    [Fact]
    public void The_forming_bar_does_not_count()
    {
        var bars = Bars(39, at => at < 30 ? 51m : 40m);
        Assert.True(BoundaryConfirmation.IsConfirmed(bars, Usual.Open, Usual.Open + Duration.FromMinutes(39), new Price(50m)));
        Assert.False(BoundaryConfirmation.IsConfirmed(Bars(40, at => at < 30 ? 51m : 40m), Usual.Open, Usual.Open + Duration.FromMinutes(40), new Price(50m)));
    }

    [Fact]
    public void Too_few_bars_or_a_last_bar_without_trade_do_not_confirm()
    {
        Assert.False(BoundaryConfirmation.IsConfirmed(Bars(19, _ => 51m), Usual.Open, Usual.Open + Duration.FromMinutes(19), new Price(50m)));
        Assert.False(BoundaryConfirmation.IsConfirmed(Bars(20, _ => 51m), Usual.Open, Usual.Open + Duration.FromMinutes(40), new Price(50m)));
        Assert.False(BoundaryConfirmation.IsConfirmed([], Usual.Open, Usual.Open + Duration.FromMinutes(40), new Price(50m)));
    }

    private static List<MinuteBar> Bars(int count, Func<int, decimal> close) =>
        [.. Enumerable.Range(0, count).Select(i => new MinuteBar(Usual.Open + Duration.FromMinutes(i), close(i), close(i), close(i), close(i), 100))];

    private static List<Instant> Cycles(Session session)
    {
        var cycles = new List<Instant>();
        for (var at = ExecutionSchedule.NextCycle(session, session.Open - Duration.FromMinutes(50)); at is { } next; at = ExecutionSchedule.NextCycle(session, next))
        {
            cycles.Add(next);
        }

        return cycles;
    }
}
