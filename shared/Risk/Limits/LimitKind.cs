namespace Trading.Risk.Limits;

/// <summary>What a limit counts, which decides what values it takes.</summary>
public enum LimitKind
{
    /// <summary>A whole number of things.</summary>
    Count = 1,

    /// <summary>Whole seconds.</summary>
    Seconds = 2,

    /// <summary>US dollars.</summary>
    Dollars = 3,

    /// <summary>A part of one.</summary>
    Fraction = 4,

    /// <summary>A multiple of equity.</summary>
    Multiple = 5,
}

/// <summary>Which way a limit allows more.</summary>
public enum Looser
{
    /// <summary>A higher value allows more.</summary>
    Higher = 1,

    /// <summary>A lower value allows more: a wait.</summary>
    Lower = 2,
}
