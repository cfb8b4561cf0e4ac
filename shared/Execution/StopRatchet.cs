using Trading.Market;
using Trading.Orders;

namespace Trading.Execution;

/// <summary>Where a stop should stand. It only moves towards the price. Pure.</summary>
internal sealed class StopRatchet(DeskOptions options)
{
    private const int SwingDays = 320;

    /// <summary>A higher stop for a lot, or null to leave it: the entry's price once the first target has filled, or under the last daily swing low, well below the price.</summary>
    /// <param name="lot">The lot, with its stop.</param>
    /// <param name="price">The last price.</param>
    /// <param name="swingLow">The last strict swing low of the known daily bars, dollars.</param>
    /// <param name="firstTargetFilled">Whether another bracket of the same entry has taken its profit.</param>
    public Price? Higher(HeldLot lot, Price price, decimal? swingLow, bool firstTargetFilled)
    {
        var present = lot.Stop?.StopPrice;
        var best = present;
        if (firstTargetFilled && lot.Entry.AverageFillPrice is { } paid && paid.DownToTick() < price)
        {
            best = Max(best, paid.DownToTick());
        }

        if (swingLow is { } low && low > options.StopBuffer && low - options.StopBuffer <= price.Value * (1m - options.StopDistance))
        {
            best = Max(best, new Price(low - options.StopBuffer).DownToTick());
        }

        return best is { } higher && (present is not { } old || higher > old) ? higher : null;
    }

    /// <summary>Whether another bracket of the entry's decision has taken its profit.</summary>
    public static bool FirstTargetFilled(Order entry, OrderBookView book)
    {
        if (entry.Group is not { } group)
        {
            return false;
        }

        foreach (var other in book.Orders)
        {
            if (other.Group == group && other.ParentId is { } parent && parent != entry.Id && other is { Leg: BracketLeg.TakeProfit, State: OrderState.Filled })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The last low that is under both its neighbours, in the last 320 bars; null when there is none.</summary>
    public static decimal? LastSwingLow(BarSeries bars)
    {
        var low = bars.Low;
        for (var i = low.Length - 2; i >= 1 && i >= low.Length - SwingDays; i--)
        {
            if (low[i] < low[i - 1] && low[i] < low[i + 1])
            {
                return Price.From(low[i])?.Value;
            }
        }

        return null;
    }

    private static Price Max(Price? left, Price right) => left is { } known && known > right ? known : right;
}
