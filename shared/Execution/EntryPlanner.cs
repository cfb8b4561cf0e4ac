using Trading.Market;
using Trading.Orders;
using Trading.Risk;
using Trading.Scanning;

namespace Trading.Execution;

/// <summary>What an entry came to before the door: an intent, or why there is none.</summary>
/// <param name="Intent">The intent.</param>
/// <param name="Refusal">Why there is none.</param>
internal readonly record struct EntryPlan(OrderIntent? Intent, Block? Refusal);

/// <summary>Turns a confirmed candidate into an intent: limit, size, brackets. Pure.</summary>
internal sealed class EntryPlanner(DeskOptions options)
{
    /// <summary>The plan for one candidate under the limits of the moment.</summary>
    public EntryPlan Plan(Candidate candidate, DeskSnapshot desk, OrderBookView book, RiskLimits limits)
    {
        if (options.PolicyOf(candidate.StrategyId) is not { } policy)
        {
            return No("unknown_strategy", $"{candidate.Symbol} asks for the strategy {candidate.StrategyId}");
        }

        if (LossChecks.WhyNoEntries(desk.Losses, limits) is { } refusal)
        {
            return new EntryPlan(null, refusal);
        }

        if (desk.PriceOf(candidate.Symbol) is not { } price)
        {
            return No("price_missing", $"no price of {candidate.Symbol} is known");
        }

        var limit = new Price(price.Value * (1m + options.EntryLimitOffset)).UpToTick();
        var levels = LevelsOf(policy, candidate, limit);
        if (levels.Second <= limit)
        {
            return No("invalid_target", $"{candidate.Symbol} would be bought at {limit}, its target is {levels.Second}");
        }

        if (levels.Stop >= limit || levels.Stop >= price)
        {
            return No("invalid_stop", $"{candidate.Symbol} is at {price}, its stop is {levels.Stop}");
        }

        var shares = SharesOf(candidate, limit, desk, book, limits);
        return shares.IsZero
            ? No("size_zero", $"{candidate.Symbol} at {limit}: nothing under one share is bought")
            : new EntryPlan(IntentOf(policy, candidate, desk, book) with { ReferencePrice = price, Parts = PartsOf(policy, candidate, desk, book, shares, limit, levels) }, null);
    }

    private static EntryPlan No(string code, string sentence) => new(null, new Block(code, $"{code}: {sentence}"));

    private static Levels LevelsOf(ExitPolicy policy, Candidate candidate, Price limit)
    {
        var stop = policy.StopLoss is { } down ? new Price(limit.Value * (1m - down)) : candidate.StopLoss;
        return policy.TakeProfit is { } up
            ? new Levels(stop.DownToTick(), null, new Price(limit.Value * (1m + up)).ToTick())
            : new Levels(stop.DownToTick(), candidate.TargetR1.ToTick(), candidate.TargetR2.ToTick());
    }

    private Quantity SharesOf(Candidate candidate, Price limit, DeskSnapshot desk, OrderBookView book, RiskLimits limits)
    {
        if (desk.Losses is not { } losses || desk.Positions is null)
        {
            return Quantity.Zero;
        }

        var room = Headroom.Of(Exposure.Of(desk, book, candidate.Symbol, null), desk, limits);
        return PositionSizer.Shares(
            limit, losses.Equity, candidate.DistancePercent, room, options.EquityPerEntry, limits.PositionOfEquity, losses.SizeFactor(limits));
    }

    private static OrderIntent IntentOf(ExitPolicy policy, Candidate candidate, DeskSnapshot desk, OrderBookView book) => new()
    {
        TradingDate = desk.Date,
        Strategy = policy.Name,
        Symbol = candidate.Symbol,
        Side = OrderSide.Buy,
        Type = OrderType.Limit,
        TimeInForce = TimeInForce.Gtc,
        Purpose = OrderPurpose.Entry,

        // On what was read then: while other orders are sent, prices grow old.
        DecidedAt = desk.At,
        CorrelationId = candidate.CorrelationId.Length > 0 ? candidate.CorrelationId : OrderKeys.NextId(book, desk.Date, policy.Name, candidate.Symbol, OrderSide.Buy).ToString(),
        Reason = $"tier {candidate.Tier} score {candidate.TrendScore:0.000000} above {candidate.EntryLevel} ({candidate.Anchor} of {candidate.AnchorDate:uuuu-MM-dd})",
        Parts = [],
    };

    private static IReadOnlyList<OrderPart> PartsOf(
        ExitPolicy policy, Candidate candidate, DeskSnapshot desk, OrderBookView book, Quantity shares, Price limit, Levels levels)
    {
        var id = OrderKeys.NextId(book, desk.Date, policy.Name, candidate.Symbol, OrderSide.Buy);
        var half = new Quantity(decimal.Floor(shares.Value / 2m));
        if (half.IsZero || levels.First is not { } first || first <= limit)
        {
            return [new OrderPart(id.ToString(), shares, limit, null, new Bracket(levels.Second, levels.Stop))];
        }

        return
        [
            new OrderPart(id.ToString(), half, limit, null, new Bracket(first, levels.Stop)),
            new OrderPart(id.Next().ToString(), shares - half, limit, null, new Bracket(levels.Second, levels.Stop)),
        ];
    }

    private readonly record struct Levels(Price Stop, Price? First, Price Second);
}
