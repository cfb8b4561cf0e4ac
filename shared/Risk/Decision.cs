using NodaTime;
using Trading.Compliance.Restricted;
using Trading.Control;
using Trading.Control.Pauses;
using Trading.Market;
using Trading.Orders;

namespace Trading.Risk;

/// <summary>All that the checks of one intent look at. What several checks share is computed once, when the first of them asks.</summary>
public struct Decision
{
    private Exposure? exposure;
    private RateWindows? rates;

    /// <summary>A decision over one intent.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="desk">What was read of the world.</param>
    /// <param name="book">The order book now, with the orders sent earlier in this pass.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="kill">The kill switch, read for this decision.</param>
    /// <param name="gates">The gates, read for this decision.</param>
    /// <param name="now">The clock, UTC.</param>
    public Decision(OrderIntent intent, DeskSnapshot desk, OrderBookView book, RiskLimits limits, KillState kill, GateState gates, Instant now)
    {
        (Intent, Desk, Book, Limits, Kill, Gates, Now) = (intent, desk, book, limits, kill, gates, now);
        for (var i = 0; i < intent.Parts.Count; i++)
        {
            Quantity += intent.Parts[i].Quantity;
        }
    }

    /// <summary>The intent.</summary>
    public OrderIntent Intent { get; }

    /// <summary>What was read of the world.</summary>
    public DeskSnapshot Desk { get; }

    /// <summary>The order book now.</summary>
    public OrderBookView Book { get; }

    /// <summary>The limits.</summary>
    public RiskLimits Limits { get; }

    /// <summary>The kill switch.</summary>
    public KillState Kill { get; }

    /// <summary>The gates.</summary>
    public GateState Gates { get; }

    /// <summary>What operators hold back, read for this decision.</summary>
    public PauseSet Pauses { get; init; } = PauseSet.None;

    /// <summary>What may not be bought, read for this decision.</summary>
    public RestrictedSet Restricted { get; init; } = RestrictedSet.None;

    /// <summary>The clock, UTC.</summary>
    public Instant Now { get; }

    /// <summary>Shares over all parts.</summary>
    public Quantity Quantity { get; }

    /// <summary>The decision that the intent's orders belong to.</summary>
    public readonly string Group => Intent.Group ?? Intent.Parts[0].Id;

    /// <summary>Dollars over all parts at their limit, or at the newest price where there is none.</summary>
    public readonly decimal Notional
    {
        get
        {
            var sum = 0m;
            for (var i = 0; i < Intent.Parts.Count; i++)
            {
                var part = Intent.Parts[i];
                sum += (part.LimitPrice ?? part.StopPrice ?? Desk.PriceOf(Intent.Symbol)) is { } price ? price * part.Quantity : decimal.MaxValue / 4;
            }

            return sum;
        }
    }

    /// <summary>Positions and working entries, without this decision's own.</summary>
    public Exposure Exposure => exposure ??= Exposure.Of(Desk, Book, Intent.Symbol, Group);

    /// <summary>The rate windows, without this decision's own entries.</summary>
    public RateWindows Rates => rates ??= RateWindows.Of(Book, Limits, Intent.Symbol, Desk.Date, Now, Group);
}
