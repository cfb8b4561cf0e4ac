using NodaTime;
using Trading.Scanning;

namespace Trading.Risk;

/// <summary>The sector map of the day: the list is read once a trading date, and again after a read that failed.</summary>
public sealed class SectorBook(IScanReference reference)
{
    private Known? known;

    /// <summary>The sectors as the list and the watchlist tell them.</summary>
    /// <exception cref="FormatException">The list cannot be read.</exception>
    public async ValueTask<SectorMap> OfAsync(LocalDate date, IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken)
    {
        if (known is { } last && last.Date == date && ReferenceEquals(last.Candidates, candidates))
        {
            return last.Map;
        }

        var sectors = known is { } earlier && earlier.Date == date ? earlier.Sectors : await reference.SectorsAsync(cancellationToken).ConfigureAwait(false);
        var next = new Known(date, sectors, candidates, new SectorMap(sectors, candidates));
        known = next;
        return next.Map;
    }

    private sealed record Known(LocalDate Date, Sectors Sectors, IReadOnlyList<Candidate> Candidates, SectorMap Map);
}
