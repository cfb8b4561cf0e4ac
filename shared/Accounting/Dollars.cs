using System.Globalization;

namespace Trading.Accounting;

/// <summary>How profit and loss is written for people.</summary>
public static class Dollars
{
    /// <summary><c>+$100.50</c>, <c>$-50.25</c>, <c>$0.00</c>: to the cent, half a cent to even.</summary>
    public static string WithSign(decimal amount)
    {
        var cents = decimal.Round(amount, 2, MidpointRounding.ToEven);
        return (cents > 0 ? "+$" : "$") + (cents == 0 ? 0m : cents).ToString("0.00", CultureInfo.InvariantCulture);
    }
}
