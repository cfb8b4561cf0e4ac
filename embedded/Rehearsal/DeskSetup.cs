using Trading.Control;
using Trading.Embedded.Market;
using Trading.Operations;
using Trading.Scanning;

namespace Trading.Embedded.Rehearsal;

/// <summary>What a desk is made of.</summary>
/// <param name="Store">Where all of it is kept.</param>
/// <param name="Clock">Wall or virtual.</param>
/// <param name="Bars">All bars, past and future; only the clocked market data and the simulated exchange look at it. Null where the venue has its own.</param>
/// <param name="Reference">Sectors and earnings.</param>
/// <param name="Cash">US dollars that the account begins with.</param>
/// <param name="Skip">Functions whose timer is not fired; the watchdog does not make up for the scan either.</param>
/// <param name="Notifier">Who tells a person.</param>
internal sealed record DeskSetup(
    IDeskStore Store, TimeProvider Clock, IBarSource? Bars, IScanReference Reference, decimal Cash, IReadOnlySet<string> Skip, INotifier Notifier)
{
    /// <summary>What is set for the desk; null for what the environment sets.</summary>
    public DeskSettings? Settings { get; init; }

    /// <summary>Whether the desk shows itself to the outside.</summary>
    public bool HasTelemetry { get; init; }

    /// <summary>Where the desk trades; null for the simulated broker over the bars. Whoever opened it closes it.</summary>
    public IDeskVenue? Venue { get; init; }
}
