using NodaTime;
using Trading.Embedded.Market;
using Trading.Embedded.Market.Csv;
using Trading.Market;
using Trading.Scanning;

namespace Trading.Embedded.Rehearsal;

/// <summary>The bars of a desk: a folder, or a made-up market that is the same for the same seed.</summary>
internal static class MarketFactory
{
    private const int YearsBefore = 2;

    // Made-up companies report no earnings, which is known, and not the same as not knowing when they do.
    private static readonly EarningsCalendar NoReports = new(new Dictionary<Symbol, IReadOnlyList<LocalDate>>());

    /// <summary>The name under which a state folder remembers the made-up market.</summary>
    public const string Synthetic = "synthetic";

    /// <summary>Opens the bars that <paramref name="terms"/> name, for dates from <paramref name="from"/> to <paramref name="through"/>.</summary>
    /// <exception cref="Trading.Market.MarketDataException">The folder is missing or holds no bars.</exception>
    public static (IBarSource Bars, IScanReference Reference) Open(DeskTerms terms, LocalDate from, LocalDate through)
    {
        if (terms.Bars != Synthetic)
        {
            return (new CsvBarFolder(terms.Bars, (ulong)terms.Seed), ReferenceFiles.Of(terms.Bars));
        }

        var market = new SyntheticMarket((ulong)terms.Seed, through, years: YearsBefore + 1 + through.Year - from.Year);
        return (market, new ScanReference(() => new Sectors(market.Sectors), () => NoReports));
    }
}
