namespace Trading.Risk;

/// <summary>The first lines of the table: may anything of this kind be sent at all.</summary>
internal static class GateChecks
{
    public static PreTradeCheck[] Table { get; } =
    [
        new("idempotency", AppliesTo.All, Idempotency),
        new("kill switch", AppliesTo.All, Kill),
        new("live gate", AppliesTo.All, LiveGate),
        new("approval", AppliesTo.Entry, Approval),
        new("market open", AppliesTo.Entry, MarketOpen),
        new("watchlist", AppliesTo.Entry, Watchlist),
        new("restricted list", AppliesTo.Entry, Restricted),
        new("paused", AppliesTo.Entry, Paused),
    ];

    private static Block? Idempotency(ref Decision decision)
    {
        for (var i = 0; i < decision.Intent.Parts.Count; i++)
        {
            var part = decision.Intent.Parts[i];
            if (decision.Book.Find(part.Id) is { } known && !decision.Intent.IsSame(part, known))
            {
                return new Block("duplicate", $"duplicate: {part.Id} is another order already ({known.Side} {known.Quantity} {known.Symbol}); a resend must not differ");
            }
        }

        return null;
    }

    private static Block? Kill(ref Decision decision) => KillRule.Allows(decision.Kill.Mode, decision.Intent.Purpose) ? null : KillRule.BlockOf(decision.Kill);

    // What goes to the dry-run ledger goes to no venue.
    private static Block? LiveGate(ref Decision decision) => decision.Gates is { LiveFault: { } fault, DryRun: false } ? new Block("live_gate", $"live_gate: {fault}") : null;

    private static Block? Approval(ref Decision decision) => decision.Gates.DryRun || decision.Gates.Approved
        ? null
        : new Block("approval_missing", "approval_missing: nobody has approved that entries are sent");

    private static Block? MarketOpen(ref Decision decision) => decision.Desk.MarketOpen switch
    {
        true => null,
        false => new Block("market_closed", "market_closed: the market is closed"),
        null => new Block("market_closed", "market_closed: whether the market is open is not known"),
    };

    private static Block? Watchlist(ref Decision decision) => decision.Desk.WatchlistFresh
        ? null
        : new Block("watchlist", $"watchlist: {decision.Desk.WatchlistReason}");

    private static Block? Restricted(ref Decision decision) => decision.Restricted.Against(decision.Intent.Symbol) is { } why
        ? new Block("restricted_list", $"restricted_list: {why}")
        : null;

    private static Block? Paused(ref Decision decision) => decision.Pauses.Against(decision.Intent.Strategy, decision.Intent.Symbol) is { } why
        ? new Block("paused", $"paused: {why}")
        : null;
}
