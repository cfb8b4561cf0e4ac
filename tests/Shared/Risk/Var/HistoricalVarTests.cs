using NodaTime;
using Trading.Market;
using Trading.Risk.Var;

namespace Trading.Tests.Shared.Risk.Var;

/// <summary>The expected figures were worked out apart from this code, quantiles by Python's statistics.quantiles(method='inclusive').</summary>
public sealed class HistoricalVarTests
{
    private static readonly Symbol Aig = Symbol.Parse("AIG");
    private static readonly Symbol Bac = Symbol.Parse("BAC");

    [Theory]
    [InlineData(60, 418.60, 448.92, 443.33, 456.00, 446.00, -27.40)]
    [InlineData(100, 430.70, 580.26, 528.00, 606.00, 375.50, 55.20)]
    [InlineData(250, 454.20, 597.18, 545.38, 645.33, 445.00, 9.20)]
    public void The_figures_of_a_long_and_a_short(int sessions, double var95, double var99, double es95, double es99, double aig, double bac)
    {
        var figures = Of(sessions, (Aig, 10_000), (Bac, -4_000));
        Assert.Equal(
            [sessions, (decimal)var95, (decimal)var99, (decimal)es95, (decimal)es99], [figures.Sessions, figures.Var95, figures.Var99, figures.Es95, figures.Es99]);
        Assert.Equal([(Aig, (decimal)aig), (Bac, (decimal)bac)], figures.BySymbol.Select(part => (part.Symbol, part.Component)));
        Assert.Equal(figures.Var95, figures.BySymbol.Sum(part => part.Component));
    }

    [Fact]
    public void By_hand_the_tail_of_twenty_one_values_is_the_second_lowest()
    {
        // h = 20 x 0.05 = 1: the order statistic itself, no interpolation; the two lowest have a mean of -9.5.
        var tail = LowTail.Of([.. Enumerable.Range(-10, 21).Select(value => (double)value).Reverse()], 0.05);
        Assert.Equal((-9.0, -9.5, 1, 0.0), (tail.Quantile, tail.Mean, tail.Rank, tail.Weight));

        // h = 10 x 0.05 = 0.5: half way between the lowest and the next.
        Assert.Equal(-4.5, LowTail.Of([0, 1, 2, 3, 4, 5, -5, -4, 6, 7, 8], 0.05).Quantile);
        Assert.Equal(7.0, LowTail.Of([7.0], 0.05).Quantile);
    }

    [Fact]
    public void The_window_is_that_of_the_shortest_history()
    {
        var table = new ReturnTable(new LocalDate(2013, 10, 7));
        table.Add(Aig, Returns(250, 37, 101));
        table.Add(Bac, Returns(250, 53, 97)[^60..]);
        var both = HistoricalVar.Of(new SortedDictionary<Symbol, double> { [Aig] = 10_000, [Bac] = -4_000 }, table, out var missing)!;
        Assert.Equal((60, null), (both.Sessions, missing));
        var last = new ReturnTable(new LocalDate(2013, 10, 7));
        last.Add(Aig, Returns(250, 37, 101)[^60..]);
        last.Add(Bac, Returns(250, 53, 97)[^60..]);
        Assert.Equal(HistoricalVar.Of(new SortedDictionary<Symbol, double> { [Aig] = 10_000, [Bac] = -4_000 }, last, out _)!.Var95, both.Var95);
    }

    [Fact]
    public void What_is_not_known_is_not_zero_and_an_empty_book_is()
    {
        Assert.Null(HistoricalVar.Of(new SortedDictionary<Symbol, double> { [Aig] = 1 }, new ReturnTable(new LocalDate(2013, 10, 7)), out var missing));
        Assert.Equal(Aig, missing);
        Assert.Equal(VarFigures.Nothing, HistoricalVar.Of([], new ReturnTable(new LocalDate(2013, 10, 7)), out _));
    }

    [Fact]
    public void Too_few_returns_and_what_is_no_number_are_refused()
    {
        var table = new ReturnTable(new LocalDate(2013, 10, 7));
        Assert.Throws<ArgumentException>(() => table.Add(Aig, new double[59]));
        Assert.Throws<ArgumentException>(() => table.Add(Aig, new double[251]));
        Assert.Throws<ArgumentException>(() => table.Add(Aig, [.. new double[60], double.NaN]));
    }

    private static VarFigures Of(int sessions, params (Symbol Symbol, double Dollars)[] held)
    {
        var table = new ReturnTable(new LocalDate(2013, 10, 7));
        table.Add(Aig, Returns(sessions, 37, 101));
        table.Add(Bac, Returns(sessions, 53, 97));
        return HistoricalVar.Of(new SortedDictionary<Symbol, double>(held.ToDictionary(one => one.Symbol, one => one.Dollars)), table, out _)!;
    }

    private static double[] Returns(int sessions, int step, int modulus) => [.. Enumerable.Range(0, sessions).Select(i => ((i * step % modulus) - (modulus / 2)) / 1000.0)];
}
