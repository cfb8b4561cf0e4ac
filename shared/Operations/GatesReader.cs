using Trading.Brokers;
using Trading.Control;
using Trading.Storage;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Operations;

/// <summary>One gate before the broker.</summary>
/// <param name="Name">Which: <c>dry_run</c>, <c>approval</c>, <c>live</c>, <c>kill_switch</c>, <c>watchlist</c>, <c>market</c>.</param>
/// <param name="Open">Whether an entry passes it now.</param>
/// <param name="Why">Why, or why not.</param>
public sealed record GateLine(string Name, bool Open, string Why);

/// <summary>Shows each gate that an entry passes, in the order of the door. What cannot be read is shut, here as there.</summary>
public sealed class GatesReader(TradingGates gates, KillSwitch kill, FreshnessGate watchlist, IBroker broker, TimeProvider clock)
{
    /// <summary>The gates now.</summary>
    public async ValueTask<IReadOnlyList<GateLine>> ReadAsync(CancellationToken cancellationToken)
    {
        var state = await kill.ReadAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            new GateLine("kill_switch", state.Mode == KillMode.Off, state.Mode == KillMode.Off ? "off" : $"{state.Mode.Word()}: kill switch active ({state.Source}): {state.Why}"),
            .. await DecidedAsync(cancellationToken).ConfigureAwait(false),
            await MarketAsync(cancellationToken).ConfigureAwait(false),
            await WatchlistAsync(cancellationToken).ConfigureAwait(false),
        ];
    }

    private async ValueTask<GateLine[]> DecidedAsync(CancellationToken cancellationToken)
    {
        var live = await gates.Live.CheckAsync(cancellationToken).ConfigureAwait(false);
        var shown = new GateLine("live", live.IsOpen, live.Why);
        try
        {
            var state = await gates.ReadAsync(cancellationToken).ConfigureAwait(false);
            return
            [
                shown,
                new GateLine("dry_run", !state.DryRun, state.DryRun ? $"DRY_RUN enabled: entries go to the dry-run ledger{(gates.HoldsDryRun ? "; the setting TRADING_MODE holds it" : string.Empty)}" : "off: entries go to the broker"),
                new GateLine("approval", state.Approved, state.Approved ? "entries are approved" : "nobody has approved that entries are sent"),
            ];
        }
        catch (StorageException fault)
        {
            var why = $"could not be read: {fault.Message}";
            return [shown, new GateLine("dry_run", Open: false, why), new GateLine("approval", Open: false, why)];
        }
    }

    private async ValueTask<GateLine> MarketAsync(CancellationToken cancellationToken)
    {
        try
        {
            var market = await broker.ClockAsync(cancellationToken).ConfigureAwait(false);
            return market.IsOpen
                ? new GateLine("market", Open: true, $"open until {NewYork.TimeOf(market.NextClose):HH':'mm} New York")
                : new GateLine("market", Open: false, $"closed until {NewYork.TimeOf(market.NextOpen):uuuu'-'MM'-'dd HH':'mm} New York");
        }
        catch (BrokerException fault)
        {
            return new GateLine("market", Open: false, $"whether the market is open is not known: {fault.Message}");
        }
    }

    private async ValueTask<GateLine> WatchlistAsync(CancellationToken cancellationToken)
    {
        var verdict = await watchlist.CheckAsync(NewYork.DateOf(clock.Now()), cancellationToken).ConfigureAwait(false);
        return new GateLine("watchlist", verdict.Fresh, verdict.Sentence);
    }
}
