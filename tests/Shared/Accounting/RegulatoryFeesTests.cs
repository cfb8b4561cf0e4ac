using NodaTime;
using Trading.Accounting;
using Trading.Market;
using Trading.Orders;

namespace Trading.Tests.Shared.Accounting;

public sealed class RegulatoryFeesTests
{
    [Theory]
    [InlineData("2013-05-24", 1_000_000, 2240)]
    [InlineData("2013-05-25", 1_000_000, 1740)]
    [InlineData("2013-10-07", 10_000, 18)] // 0.174 up to the cent
    [InlineData("2014-03-17", 1_000_000, 1740)]
    [InlineData("2014-03-18", 1_000_000, 2210)]
    [InlineData("2016-03-15", 1_000_000, 2180)]
    [InlineData("2018-05-22", 1_000_000, 1300)]
    [InlineData("2021-02-24", 1_000_000, 2210)]
    [InlineData("2021-02-25", 1_000_000, 510)]
    [InlineData("2024-05-22", 1_000_000, 2780)]
    [InlineData("2025-05-14", 1_000_000, 0)]
    [InlineData("2026-04-04", 1_000_000, 2060)]
    [InlineData("1999-01-04", 1_000_000, 1800)]
    [InlineData("2013-10-07", 1, 1)]
    public void The_fee_of_section_31_is_by_the_dollars(string date, int dollars, int cents) => Assert.Equal(cents / 100m, RegulatoryFees.Section31(Date(date), dollars));

    [Theory]
    [InlineData("2012-06-30", 10_000, 95)]
    [InlineData("2013-10-07", 1, 1)]
    [InlineData("2013-10-07", 1_000, 12)] // 0.119 up to the cent
    [InlineData("2013-10-07", 50_000, 595)]
    [InlineData("2013-10-07", 90_000, 595)] // the most
    [InlineData("2024-01-02", 1_000, 17)]
    [InlineData("2024-01-02", 1_000_000, 830)]
    public void The_trading_activity_fee_is_by_the_shares(string date, int shares, int cents) => Assert.Equal(cents / 100m, RegulatoryFees.TradingActivity(Date(date), new Quantity(shares)));

    [Fact]
    public void A_sale_pays_both_and_a_buy_none()
    {
        Assert.Equal(0.18m + 0.03m, RegulatoryFees.Of(OrderSide.Sell, new LocalDate(2013, 10, 7), new Quantity(200), new Price(50)));
        Assert.Equal(0m, RegulatoryFees.Of(OrderSide.Buy, new LocalDate(2013, 10, 7), new Quantity(200), new Price(50)));
    }

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
