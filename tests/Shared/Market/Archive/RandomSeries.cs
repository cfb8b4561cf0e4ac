using FsCheck;
using FsCheck.Fluent;
using Trading.Market;

namespace Trading.Tests.Shared.Market.Archive;

/// <summary>Series of every kind: prices of cents, of many places, of none that is a decimal; days with holes; whole and broken volumes; the ends of what a double holds.</summary>
internal static class RandomSeries
{
    private static readonly Gen<double> Cents = Gen.Choose(1, 50_000_000).Select(cents => cents / 100.0);
    private static readonly Gen<double> Adjusted = Gen.Choose(1, 2_000_000_000).Select(part => part / 10_000.0);
    private static readonly Gen<double> Any = ArbMap.Default.GeneratorFor<double>();
    private static readonly Gen<double> Odd = Gen.Elements(0.1 + 0.2, 1.0 / 3, double.Epsilon, double.MaxValue, -0.0, 0.0, 123456789.123456789, 9_007_199_254_740_993.0);

    public static Arbitrary<BarSeries[]> Market { get; } = Arb.From(
        from count in Gen.Choose(0, 12)
        from series in Gen.CollectToArray(Enumerable.Range(0, count).Select(i => One(Symbol.Parse($"S{i:00}"))))
        select series);

    private static Gen<BarSeries> One(Symbol symbol) =>
        from count in Gen.Choose(0, 40)
        from steps in Gen.Choose(1, 200).ArrayOf(count)
        from kind in Gen.Elements(Cents, Adjusted, Any, Gen.OneOf(Cents, Odd))
        from prices in kind.ArrayOf(4 * count)
        from whole in ArbMap.Default.GeneratorFor<bool>()
        from volumes in (whole ? Gen.Choose(0, int.MaxValue).Select(shares => shares * 1000.0) : Gen.OneOf(Any, Odd)).ArrayOf(count)
        select Make(symbol, steps, prices, volumes);

    private static BarSeries Make(Symbol symbol, int[] steps, double[] prices, double[] volumes)
    {
        var day = 10_000;
        int[] days = [.. steps.Select(step => day += step)];
        var n = steps.Length;
        return new BarSeries(symbol, n, days, prices[..n], prices[n..(2 * n)], prices[(2 * n)..(3 * n)], prices[(3 * n)..], volumes);
    }
}
