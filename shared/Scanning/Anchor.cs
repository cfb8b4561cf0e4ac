using System.Runtime.InteropServices;

namespace Trading.Scanning;

/// <summary>What happened on the bar from which a volume-weighted average is counted.</summary>
public enum Anchor
{
    /// <summary>The first bar of the calendar year.</summary>
    YearToDate,

    /// <summary>The newest opening gap of 4 percent or more within 60 bars.</summary>
    Gap,

    /// <summary>The newest breakout on volume within 60 bars.</summary>
    VolumeBreakout,

    /// <summary>The first bar of the calendar month.</summary>
    MonthToDate,

    /// <summary>The lowest low of 20 bars.</summary>
    SwingLow,

    /// <summary>The highest high of 20 bars.</summary>
    SwingHigh,
}

/// <summary>An anchor and the bar it stands on.</summary>
/// <param name="Anchor">The kind of anchor.</param>
/// <param name="Bar">The index of its bar.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AnchorBar(Anchor Anchor, int Bar)
{
    /// <summary>What the anchor is worth when several qualify.</summary>
    public int Priority => Anchor switch
    {
        Anchor.YearToDate => 100,
        Anchor.Gap => 90,
        Anchor.VolumeBreakout => 80,
        Anchor.MonthToDate => 70,
        Anchor.SwingLow => 50,
        _ => 40,
    };
}
