namespace Trading.Scanning;

/// <summary>Which way a label points.</summary>
public enum Bias
{
    /// <summary>It cannot be told.</summary>
    Unknown,

    /// <summary>It did not happen.</summary>
    None,

    /// <summary>Neither way.</summary>
    Neutral,

    /// <summary>Up.</summary>
    Bullish,

    /// <summary>Down.</summary>
    Bearish,
}

/// <summary>How far the close has run from its anchored VWAP.</summary>
public enum Extension
{
    /// <summary>It cannot be told.</summary>
    Unknown,

    /// <summary>Within one percent.</summary>
    Balanced,

    /// <summary>Between one and six percent.</summary>
    Moderate,

    /// <summary>Six percent or more.</summary>
    Extended,
}

/// <summary>Whether an opening gap reset the picture.</summary>
public enum GapReset
{
    /// <summary>No gap within 60 bars.</summary>
    None,

    /// <summary>The last gap is at most five bars old.</summary>
    Recent,

    /// <summary>The last gap is older.</summary>
    Stale,
}

/// <summary>How the closes stand to one reference line.</summary>
/// <param name="Control">The newest close against the line, give or take 0.2 percent.</param>
/// <param name="Reclaim">Whether the newest close has crossed the line.</param>
/// <param name="Acceptance">Whether the last three closes are all on one side of it.</param>
/// <param name="DistancePercent">The newest close's distance, percent of the line, two decimals; null when there is no line.</param>
public sealed record LineLabels(Bias Control, Bias Reclaim, Bias Acceptance, double? DistancePercent);

/// <summary>The words that describe a setup. They inform; no gate depends on them.</summary>
/// <param name="Vwap">Against the 20-bar VWAP.</param>
/// <param name="AnchoredVwap">Against the chosen anchored VWAP.</param>
/// <param name="Extension">The distance from the anchored VWAP in a word.</param>
/// <param name="GapReset">The last opening gap.</param>
/// <param name="Structure">The order and slope of the 20- and 50-bar averages.</param>
public sealed record SetupLabels(LineLabels Vwap, LineLabels AnchoredVwap, Extension Extension, GapReset GapReset, Bias Structure);
