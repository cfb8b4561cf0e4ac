namespace Trading.Market;

/// <summary>A number of shares, zero or more. Orders are whole shares; a broker may hold fractions.</summary>
public readonly record struct Quantity : IComparable<Quantity>
{
    /// <summary>A quantity of <paramref name="value"/> shares.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero.</exception>
    public Quantity(decimal value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Value = value;
    }

    /// <summary>No shares.</summary>
    public static Quantity Zero => default;

    /// <summary>Shares.</summary>
    public decimal Value { get; }

    /// <summary>Whether there are no shares.</summary>
    public bool IsZero => Value == 0m;

    /// <summary>Whether this is a whole number of shares.</summary>
    public bool IsWhole => decimal.Truncate(Value) == Value;

    /// <summary>The whole shares in this quantity.</summary>
    public Quantity Whole => new(decimal.Floor(Value));

    /// <summary>The smaller of two.</summary>
    public static Quantity Min(Quantity left, Quantity right) => left <= right ? left : right;

    /// <summary>This less <paramref name="other"/>, never below zero.</summary>
    public Quantity LessAtMost(Quantity other) => new(decimal.Max(0m, Value - other.Value));

    /// <summary>The sum.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => new(left.Value + right.Value);

    /// <summary>The difference.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It would be below zero.</exception>
    public static Quantity operator -(Quantity left, Quantity right) => new(left.Value - right.Value);

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Value.CompareTo(other.Value);

    /// <summary>The shares in shortest form.</summary>
    public override string ToString() => Value.ToString("0.#########", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>By value.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Value < right.Value;

    /// <summary>By value.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Value > right.Value;

    /// <summary>By value.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Value <= right.Value;

    /// <summary>By value.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Value >= right.Value;
}
