using Trading.Tests.Shared.Orders;

namespace Trading.Tests.Shared.Execution;

public sealed class MissingPriceTests
{
    [Fact]
    [Trait("Bug", "C4.33")]
    public async Task A_held_share_without_a_price_keeps_its_stop_and_somebody_is_told()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.HoldAsync();
        await desk.RunAsync();
        var stops = desk.Book.Open.Count(order => order.Leg == Trading.Orders.BracketLeg.StopLoss);
        desk.Market.Prices.Clear();

        await desk.RunAsync();

        var alert = Assert.Single(await desk.Desk.Alerts.OnAsync(Desk.Date, default), found => found.Code == "price-missing");
        Assert.Equal("AIG", alert.Subject);
        Assert.Equal(stops, desk.Book.Open.Count(order => order.Leg == Trading.Orders.BracketLeg.StopLoss));
    }

    [Fact]
    public async Task In_the_first_minutes_nobody_has_a_price_and_nobody_is_told()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.HoldAsync();
        desk.Market.Prices.Clear();

        await desk.RunAtAsync(9, 31, Desk.Date.PlusDays(1));

        Assert.DoesNotContain(await desk.Desk.Alerts.OnAsync(Desk.Date.PlusDays(1), default), found => found.Code == "price-missing");
    }
}
