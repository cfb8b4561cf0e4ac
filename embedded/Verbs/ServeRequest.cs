using System.Net;
using Trading.Embedded.Rehearsal;

namespace Trading.Embedded.Verbs;

/// <summary>What a person asked to have served.</summary>
/// <param name="StateFolder">The state folder, a full path; null for the store that the settings name.</param>
/// <param name="Bars">A folder of bars, a full path; null for what the state folder was begun with.</param>
/// <param name="Address">The address to listen on.</param>
/// <param name="Port">The port; 0 for any that is free.</param>
internal sealed record ServeRequest(string? StateFolder, string? Bars, IPAddress Address, int Port)
{
    /// <summary>Who takes the orders; null for whom the store was begun with.</summary>
    public string? Broker { get; init; }

    /// <summary>The terms to serve on: the store's own where it has some.</summary>
    /// <exception cref="RefusedException">Other bars are asked for than those the store was begun with.</exception>
    public DeskTerms TermsOf(DeskTerms? known, DeskPlace place)
    {
        var broker = Broker ?? known?.Broker ?? DeskTerms.Simulated;
        var asked = known is null
            ? new DeskTerms(Bars ?? (broker == DeskTerms.Alpaca ? DeskTerms.Alpaca : MarketFactory.Synthetic), Seed: 1, RehearseVerb.StandardCash) { Broker = broker }
            : known with { Bars = Bars ?? known.Bars, Broker = broker };
        return known?.DifferenceTo(asked) is { } difference
            ? throw new RefusedException($"{place.Name} was begun with {difference}: ask with the same, or {place.Another}")
            : asked;
    }
}
