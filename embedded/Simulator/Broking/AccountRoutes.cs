using Trading.Embedded.Broker;
using Trading.Embedded.Simulator.Http;
using Trading.Embedded.Simulator.Wire;

namespace Trading.Embedded.Simulator.Broking;

/// <summary>The account: what it is worth and what it may still buy.</summary>
internal sealed class AccountRoutes(SimulatedBroker broker, LastDay lastDay, decimal multiplier)
{
    public async ValueTask<SimAnswer> GetAsync(CancellationToken cancellationToken)
    {
        var account = await broker.AccountAsync(cancellationToken).ConfigureAwait(false);
        var (reserved, before) = await broker.AtDeskAsync((book, _, now) => (book.Reserved(), lastDay.Equity(book, now)), cancellationToken).ConfigureAwait(false);
        var (equity, holdings) = (WireText.Number(account.Equity), WireText.Number(account.Equity - account.Cash));
        var power = WireText.Number(account.BuyingPower);
        return SimAnswer.Json(
            new AccountJson
            {
                Id = WireId.Account,
                AccountNumber = broker.Account,
                BuyingPower = power,
                RegtBuyingPower = power,
                NonMarginableBuyingPower = WireText.Number(decimal.Max(0, account.Cash - reserved)),
                Cash = WireText.Number(account.Cash),
                PortfolioValue = equity,
                Multiplier = WireText.Number(multiplier),
                Equity = equity,
                LastEquity = WireText.Number(before),
                LongMarketValue = holdings,
                PositionMarketValue = holdings,
                InitialMargin = holdings,
            },
            WireJson.Default.AccountJson);
    }
}
