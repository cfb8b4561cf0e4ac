using System.Globalization;
using NodaTime;

namespace Trading.Risk.Drawdowns;

/// <summary>
/// The marks that losses are measured from, dollars of equity. Both peaks are kept: that of the day, and that of all time, because a peak that only begins anew each day
/// never sees a slow loss. Immutable.
/// </summary>
public sealed record EquityMarks
{
    /// <summary>The trading date the day's marks belong to, New York.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>What the day began with.</summary>
    public required decimal Opening { get; init; }

    /// <summary>Where the opening is from: <c>close 2013-10-04</c>, <c>first reading</c> or <c>reset</c>.</summary>
    public required string OpeningFrom { get; init; }

    /// <summary>The most equity seen on the date, the opening included.</summary>
    public required decimal DayPeak { get; init; }

    /// <summary>The most equity ever seen, or seen since the marks were last reset.</summary>
    public required decimal AllTimePeak { get; init; }

    /// <summary>The date of that peak.</summary>
    public required LocalDate AllTimePeakOn { get; init; }

    /// <summary>How often two people have reset the marks.</summary>
    public int Resets { get; init; }

    /// <summary>A reset that is approved and does not count yet; null when there is none.</summary>
    public PendingReset? Pending { get; init; }

    /// <summary>What a request to reset is bound to: it changes with every mark.</summary>
    public string Binding => string.Create(CultureInfo.InvariantCulture, $"marks-{Resets}:{Date:uuuu-MM-dd}:{Opening:0.00}:{DayPeak:0.00}:{AllTimePeak:0.00}");

    /// <summary>The marks of a new day, on top of those of the days before.</summary>
    /// <param name="before">The marks until now; null for the first day of all.</param>
    /// <param name="date">The trading date.</param>
    /// <param name="opening">What it begins with, above zero.</param>
    /// <param name="from">Where that is from.</param>
    public static EquityMarks Open(EquityMarks? before, LocalDate date, decimal opening, string from)
    {
        var rises = before is null || opening > before.AllTimePeak;
        return new EquityMarks
        {
            Date = date,
            Opening = opening,
            OpeningFrom = from,
            DayPeak = opening,
            AllTimePeak = rises ? opening : before!.AllTimePeak,
            AllTimePeakOn = rises ? date : before!.AllTimePeakOn,
            Resets = before?.Resets ?? 0,
            Pending = before?.Pending,
        };
    }

    /// <summary>The marks after a reading of equity; the same instance when none of them rises.</summary>
    public EquityMarks Seen(decimal equity) => equity <= DayPeak ? this : this with
    {
        DayPeak = equity,
        AllTimePeak = decimal.Max(AllTimePeak, equity),
        AllTimePeakOn = equity > AllTimePeak ? Date : AllTimePeakOn,
    };

    /// <summary>All marks moved to what the account is worth now.</summary>
    public EquityMarks Reset(decimal equity) => this with
    {
        Opening = equity,
        OpeningFrom = "reset",
        DayPeak = equity,
        AllTimePeak = equity,
        AllTimePeakOn = Date,
        Resets = Resets + 1,
        Pending = null,
    };
}

/// <summary>A reset that is approved and counts from a later moment: the desk of one waits.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="Binding">The marks it was approved for.</param>
/// <param name="Who">The approver.</param>
/// <param name="EffectiveAt">From when it counts, UTC.</param>
public sealed record PendingReset(string RequestId, string Binding, string Who, Instant EffectiveAt);
