namespace Trading.Market;

/// <summary>A price in US dollars a share, above zero.</summary>
public readonly record struct Price : IComparable<Price>
{
    /// <summary>A price of <paramref name="value"/> dollars.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or below.</exception>
    public Price(decimal value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        Value = value;
    }

    /// <summary>US dollars a share.</summary>
    public decimal Value { get; }

    /// <summary>The smallest step at this price: a cent, or a hundredth of a cent below one dollar (SEC Rule 612).</summary>
    public decimal Tick => TickAt(Value);

    /// <summary>The nearest tick, ties to even as brokers round.</summary>
    public Price ToTick() => new(decimal.Max(decimal.Round(Value / Tick, 0, MidpointRounding.ToEven) * Tick, Tick));

    /// <summary>The tick at or below this price, at least one tick.</summary>
    public Price DownToTick() => new(decimal.Max(decimal.Floor(Value / Tick) * Tick, Tick));

    /// <summary>The tick at or above this price.</summary>
    public Price UpToTick() => new(decimal.Ceiling(Value / Tick) * Tick);

    /// <summary>A price from a double, as market data gives it; null when it is not a finite number above zero.</summary>
    public static Price? From(double value) => double.IsFinite(value) && value is > 0 and < 1e12 ? new Price((decimal)value) : null;

    /// <summary>Dollars of <paramref name="quantity"/> shares at <paramref name="price"/>.</summary>
    public static decimal operator *(Price price, Quantity quantity) => price.Value * quantity.Value;

    /// <inheritdoc/>
    public int CompareTo(Price other) => Value.CompareTo(other.Value);

    /// <summary>The dollars in shortest form.</summary>
    public override string ToString() => Value.ToString("0.00##", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>By value.</summary>
    public static bool operator <(Price left, Price right) => left.Value < right.Value;

    /// <summary>By value.</summary>
    public static bool operator >(Price left, Price right) => left.Value > right.Value;

    /// <summary>By value.</summary>
    public static bool operator <=(Price left, Price right) => left.Value <= right.Value;

    /// <summary>By value.</summary>
    public static bool operator >=(Price left, Price right) => left.Value >= right.Value;

    private static decimal TickAt(decimal value) => value < 1m ? 0.0001m : 0.01m;
}
