using NodaTime;
using Trading.Market;
using Trading.Orders;

namespace Trading.Accounting;

/// <summary>
/// What regulators take of a sale of shares, by the date of the trade: the SEC's fee under Section 31 of the Exchange Act on its dollars, and FINRA's
/// trading activity fee on its shares, with a most per trade. Each is rounded up to the cent. Buys pay nothing. Sources: the SEC's fee rate advisories
/// (sec.gov, "Section 31") and FINRA's notices on Section 1 of Schedule A to its by-laws. Dates before the first row take the first row.
/// </summary>
public static class RegulatoryFees
{
    private const decimal Million = 1_000_000m;

    // From the date on: dollars a million dollars sold.
    private static readonly (LocalDate From, decimal Rate)[] SecRates =
    [
        (new(2012, 2, 21), 18.00m),
        (new(2012, 4, 1), 22.40m),
        (new(2013, 5, 25), 17.40m),
        (new(2014, 3, 18), 22.10m),
        (new(2015, 2, 14), 18.40m),
        (new(2016, 2, 16), 21.80m),
        (new(2017, 7, 4), 23.10m),
        (new(2018, 5, 22), 13.00m),
        (new(2019, 4, 16), 20.70m),
        (new(2020, 2, 18), 22.10m),
        (new(2021, 2, 25), 5.10m),
        (new(2022, 5, 14), 22.90m),
        (new(2023, 2, 27), 8.00m),
        (new(2024, 5, 22), 27.80m),
        (new(2025, 5, 14), 0.00m),
        (new(2026, 4, 4), 20.60m),
    ];

    // From the date on: dollars a million shares sold, and the most a trade pays.
    private static readonly (LocalDate From, decimal Rate, decimal Most)[] TafRates =
    [
        (new(2011, 7, 1), 90m, 4.50m),
        (new(2012, 3, 1), 95m, 4.75m),
        (new(2012, 7, 1), 119m, 5.95m),
        (new(2022, 1, 1), 130m, 6.49m),
        (new(2023, 1, 1), 145m, 7.27m),
        (new(2024, 1, 1), 166m, 8.30m),
        (new(2026, 1, 1), 195m, 9.79m),
    ];

    /// <summary>Both fees of one trade, dollars; zero for a buy.</summary>
    /// <param name="side">The side.</param>
    /// <param name="date">The trade's New York date.</param>
    /// <param name="quantity">Shares.</param>
    /// <param name="price">Dollars a share.</param>
    public static decimal Of(OrderSide side, LocalDate date, Quantity quantity, Price price) =>
        side == OrderSide.Sell ? Section31(date, price * quantity) + TradingActivity(date, quantity) : 0m;

    /// <summary>The SEC's fee on a sale of <paramref name="dollars"/>: dollars x rate / 1,000,000, up to the cent.</summary>
    public static decimal Section31(LocalDate date, decimal dollars) => UpToCent(dollars * Array.FindLast(SecRates, row => row.From <= Known(date, SecRates[0].From)).Rate / Million);

    /// <summary>FINRA's fee on a sale of <paramref name="quantity"/> shares: shares x rate / 1,000,000, up to the cent, at most the trade's limit.</summary>
    public static decimal TradingActivity(LocalDate date, Quantity quantity)
    {
        var row = Array.FindLast(TafRates, row => row.From <= Known(date, TafRates[0].From));
        return decimal.Min(UpToCent(quantity.Value * row.Rate / Million), row.Most);
    }

    private static LocalDate Known(LocalDate date, LocalDate first) => LocalDate.Max(date, first);

    private static decimal UpToCent(decimal dollars) => decimal.Ceiling(dollars * 100m) / 100m;
}
