using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Trading.Market;

namespace Trading.Orders;

/// <summary>
/// The id under which an order is known to us and to the broker: made of what the order is, never of its quantity or the clock,
/// so that a resend carries the same id. Written <c>20131007-swing-AIG-buy-1</c>.
/// </summary>
/// <param name="Date">The trading date of the decision.</param>
/// <param name="Strategy">The strategy (exit policy) that decided; lower-case letters and digits.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Side">The side.</param>
/// <param name="Sequence">1 for the first order of its kind that day, then rising; a replacement takes the next.</param>
public sealed record ClientOrderId(LocalDate Date, string Strategy, Symbol Symbol, OrderSide Side, int Sequence)
{
    private static readonly LocalDatePattern Pattern = LocalDatePattern.CreateWithInvariantCulture("yyyyMMdd");

    /// <summary>The id of the next order of this kind.</summary>
    public ClientOrderId Next() => this with { Sequence = Sequence + 1 };

    /// <summary>Reads an id written by <see cref="ToString"/>; null when the text is not one of ours.</summary>
    public static ClientOrderId? TryParse(string text)
    {
        // A symbol may hold '-', so it is what remains between two fields from the left and two from the right.
        var parts = text.Split('-');
        if (parts.Length < 5
            || Pattern.Parse(parts[0]) is not { Success: true } date
            || !Symbol.TryParse(string.Join('-', parts[2..^2]), out var symbol)
            || parts[^2] is not ("buy" or "sell")
            || !int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return null;
        }

        return new ClientOrderId(date.Value, parts[1], symbol, parts[^2] == "buy" ? OrderSide.Buy : OrderSide.Sell, sequence);
    }

    /// <summary>The id as the broker sees it.</summary>
    public override string ToString() =>
        $"{Pattern.Format(Date)}-{Strategy}-{Symbol}-{(Side == OrderSide.Buy ? "buy" : "sell")}-{Sequence.ToString(CultureInfo.InvariantCulture)}";
}
