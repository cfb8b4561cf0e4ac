using FsCheck;
using FsCheck.Fluent;
using Trading.Accounting.Quality;

namespace Trading.Tests.Shared.Accounting.Quality;

public sealed class QuantilesTests
{
    [Fact]
    public void Between_two_values_the_line_between_them()
    {
        var spread = Quantiles.Of(Enumerable.Range(1, 20).Select(i => i * 100m).Reverse());
        Assert.Equal(new Quantiles(20, 1050m, 1050m, 1905m), spread);
    }

    [Fact]
    public void One_value_is_all_of_them_and_none_is_nothing()
    {
        Assert.Equal(new Quantiles(1, 7m, 7m, 7m), Quantiles.Of([7m]));
        Assert.Null(Quantiles.Of([]));
    }

    [Fact]
    public void They_lie_between_least_and_most_and_in_order() => Prop.ForAll<NonEmptyArray<int>>(values =>
    {
        var spread = Quantiles.Of(values.Get.Select(value => (decimal)value))!;
        return values.Get.Min() <= spread.Median && spread.Median <= spread.P95 && spread.P95 <= values.Get.Max();
    }).QuickCheckThrowOnFailure();
}
