using System.Runtime.InteropServices;
using NodaTime;
using Trading.Market;

namespace Trading.Embedded.Market.Minutes;

/// <summary>One day of one symbol, from which the day's minutes are made.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Date">The trading date.</param>
/// <param name="Open">First price, dollars a share.</param>
/// <param name="High">Highest price, dollars a share.</param>
/// <param name="Low">Lowest price, dollars a share.</param>
/// <param name="Close">Last price, dollars a share.</param>
/// <param name="Volume">Shares.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DayBar(Symbol Symbol, LocalDate Date, double Open, double High, double Low, double Close, double Volume)
{
    /// <summary>The bar of <paramref name="date"/>, or null when the symbol did not trade.</summary>
    public static DayBar? Of(BarSeries? bars, LocalDate date) =>
        bars?.Days.BinarySearch(BarSeries.ToDay(date)) is not (>= 0 and var at)
            ? null
            : new DayBar(bars.Symbol, date, bars.Open[at], bars.High[at], bars.Low[at], bars.Close[at], bars.Volume[at]);
}
