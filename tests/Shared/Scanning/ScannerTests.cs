using FsCheck;
using FsCheck.Fluent;
using Trading.Market;
using Trading.Scanning;

namespace Trading.Tests.Shared.Scanning;

public sealed class ScannerTests
{
    [Theory]
    [InlineData(132, ScanGate.History)]
    [InlineData(133, ScanGate.Passed)]
    public void It_needs_133_bars(int count, ScanGate gate)
    {
        var found = Enumerable.Range(0, 40).Select(seed =>
        {
            Scanner.Scan(TestBars.Random(seed, count), ScanSettings.Default, out var stopped);
            return stopped;
        }).ToList();
        Assert.Contains(gate, found);
        Assert.Equal(gate == ScanGate.History, found.TrueForAll(stopped => stopped == ScanGate.History));
    }

    [Fact]
    public void Enough_of_the_random_markets_make_a_candidate_for_the_properties_to_mean_something() =>
        Assert.InRange(Enumerable.Range(0, 200).Count(seed => Scanner.Scan(TestBars.Random(seed, 300), ScanSettings.Default) is not null), 40, 180);

    [Fact]
    public void Twice_the_price_gives_twice_the_levels() => OnCandidates((bars, candidate) =>
    {
        var twice = Scanner.Scan(TestBars.Change(bars, price => price * 2, volume => volume), ScanSettings.Default)!;
        Assert.InRange(twice.EntryLevel.Value - (2 * candidate.EntryLevel.Value), -0.015m, 0.015m);
        Assert.InRange(twice.StopLoss.Value - (2 * candidate.StopLoss.Value), -0.015m, 0.015m);
        Assert.Equal((candidate.Anchor, candidate.AnchorDate, candidate.TrendScore, candidate.DistancePercent), (twice.Anchor, twice.AnchorDate, twice.TrendScore, twice.DistancePercent));
    });

    [Fact]
    public void Ten_times_the_volume_changes_nothing() => OnCandidates((bars, candidate) =>
        Assert.Equal(candidate, Scanner.Scan(TestBars.Change(bars, price => price, volume => volume * 10), ScanSettings.Default)));

    [Fact]
    public void Bars_that_are_cut_off_change_nothing() => OnCandidates((bars, candidate) =>
    {
        var longer = TestBars.Random(0, bars.Count + 30);
        var joined = new BarSeries(
            bars.Symbol,
            longer.Count,
            longer.Days.ToArray(),
            Join(bars.Open, longer.Open),
            Join(bars.High, longer.High),
            Join(bars.Low, longer.Low),
            Join(bars.Close, longer.Close),
            Join(bars.Volume, longer.Volume));
        Assert.Equal(candidate, Scanner.Scan(joined.Through(bars.DateAt(bars.Count - 1)), ScanSettings.Default));
    });

    [Fact]
    [Trait("Bug", "AVWAP-6.3")]
    public void The_stop_is_below_the_entry_by_an_atr_and_by_one_and_a_half_percent() => OnCandidates((bars, candidate) =>
    {
        Assert.True(candidate.StopLoss.Value <= (candidate.EntryLevel.Value * 0.985m) + 0.01m);
        Assert.True((double)candidate.StopLoss.Value <= (double)candidate.EntryLevel.Value - Atr.Last(bars) + 0.011);
        Assert.True(candidate.EntryLevel <= candidate.Price);
        Assert.True(candidate.TargetR1 <= candidate.TargetR2);
    });

    [Fact]
    public void A_candidate_is_near_its_level_and_counts_itself() => OnCandidates((_, candidate) =>
    {
        Assert.InRange(candidate.DistancePercent, 0, 8);
        Assert.InRange(candidate.Confluence, 1, AnchorBars.Most);
    });

    [Fact]
    public void Bars_that_never_move_pass_no_gate()
    {
        Assert.Null(Scanner.Scan(TestBars.Closes([.. Enumerable.Repeat(50.0, 300)]), ScanSettings.Default, out var gate));
        Assert.Equal(ScanGate.Trend, gate);
    }

    [Fact]
    public void Nothing_is_allocated_for_a_symbol_that_fails()
    {
        var bars = TestBars.Random(7, 300, drift: -0.002);
        Assert.Null(Scanner.Scan(bars, ScanSettings.Default));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Scanner.Scan(bars, ScanSettings.Default);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void The_rank_is_tier_then_strength_then_symbol()
    {
        var market = Enumerable.Range(0, 200).Select(seed => TestBars.Random(seed, 300, $"S{seed}")).ToList();
        market.Add(TestBars.Change(market[0], price => price, volume => volume));
        var ranked = MarketScan.Run(market, ScanSettings.Default).Candidates;
        Assert.Equal(ranked.OrderBy(candidate => candidate.Tier).ThenByDescending(candidate => candidate.TrendScore).ThenBy(candidate => candidate.Symbol), ranked);
    }

    [Fact]
    public void The_gates_count_every_symbol_once()
    {
        var market = Enumerable.Range(0, 100).Select(seed => TestBars.Random(seed, seed == 0 ? 50 : 300, $"S{seed}")).ToList();
        var (candidates, gates) = MarketScan.Run(market, ScanSettings.Default);
        Assert.Equal(candidates.Count, gates.Passed);
        Assert.Equal(1, gates.History);
        Assert.Equal(100, gates.Passed + gates.History + gates.Trend + gates.Weekly + gates.Volatility + gates.Anchor + gates.Strength);
    }

    private static void OnCandidates(Action<BarSeries, Candidate> holds) =>
        Prop.ForAll(Gen.Choose(0, 100_000).ToArbitrary(), seed =>
        {
            var bars = TestBars.Random(seed, 134 + (seed % 200));
            if (Scanner.Scan(bars, ScanSettings.Default) is { } candidate)
            {
                holds(bars, candidate);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(2, 7));

    private static double[] Join(ReadOnlySpan<double> one, ReadOnlySpan<double> other) => [.. one, .. other[one.Length..]];
}
