using Trading.Brokers;
using Trading.Orders;
using Trading.Risk;
using Trading.Tests.Shared.Orders;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Risk;

/// <summary>A refused order burns nothing: thirty refusals, for whatever reason, and the next entry is taken.</summary>
public sealed class RefusalTests
{
    [Theory]
    [Trait("Bug", "C2.8")]
    [InlineData("market_closed")]
    [InlineData("watchlist")]
    [InlineData("price_missing")]
    [InlineData("account_unknown")]
    [InlineData("sectors_unknown")]
    [InlineData("losses_unknown")]
    [InlineData("daily_loss")]
    [InlineData("var_unknown")]
    [InlineData("approval_missing")]
    [InlineData("exposure_cap")]
    public async Task A_refused_order_burns_nothing(string code)
    {
        using var desk = await Desk.OpenAsync(RiskLimits.Paper with { NotionalPerMinute = 1_000m });
        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(code, (await desk.Gateway.SubmitAsync(Desk.Entry(), await SpoilAsync(desk, code), default)).Code);
        }

        await desk.Gates.ApproveAsync("test", "trade", default);
        Assert.Empty(desk.Book.View.Entries);
        Assert.Equal(GatewayOutcome.Sent, (await desk.EnterAsync(Desk.Entry())).Outcome);
    }

    private static async Task<DeskSnapshot> SpoilAsync(Desk desk, string code)
    {
        var good = await desk.SnapshotAsync();
        switch (code)
        {
            case "approval_missing":
                await desk.Gates.RevokeAsync("test", "test", default);
                return good;
            case "exposure_cap":
                return good with { Positions = [new BrokerPosition(Trading.Market.Symbol.Parse("BAC"), 1_000, new Trading.Market.Price(50m), 50_000m)] };
            default:
                return code switch
                {
                    "market_closed" => good with { MarketOpen = false },
                    "watchlist" => good with { WatchlistFresh = false },
                    "price_missing" => good with { Quotes = new Dictionary<Trading.Market.Symbol, Trading.Market.Quote>() },
                    "account_unknown" => good with { Account = null },
                    "sectors_unknown" => good with { Sectors = null },
                    "losses_unknown" => good with { Marks = null },
                    "daily_loss" => good with { Marks = CalmBars.Marks(Desk.Date, 200_000m) },
                    _ => good with { Returns = null },
                };
        }
    }
}
