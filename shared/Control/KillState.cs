using System.Text.Json.Serialization;
using NodaTime;

namespace Trading.Control;

/// <summary>Where the kill switch stands, who moved it there and why.</summary>
/// <param name="Mode">The mode: the highest that anything has asked for since the last release.</param>
/// <param name="Source">What moved it there: one of <see cref="KillSources"/>, <c>unlock</c> after a release, <c>storage</c> while it cannot be read.</param>
/// <param name="Who">The person or job.</param>
/// <param name="Why">The sentence a person reads.</param>
/// <param name="At">Since when, UTC; null while it was never moved.</param>
public sealed record KillState(KillMode Mode, string Source, string Who, string Why, Instant? At)
{
    /// <summary>Never moved.</summary>
    public static KillState Off { get; } = new(KillMode.Off, "none", "nobody", "never used", null);

    internal const string StorageSource = "storage";

    /// <summary>Whether this is not the kept state but what counts while it cannot be read.</summary>
    [JsonIgnore]
    public bool IsUnread => Source == StorageSource;

    /// <summary>The number of the newest activation; a release is asked for one activation and void after another.</summary>
    public long Activation { get; init; }

    /// <summary>All that ask, in the order in which they last did; none when it is off.</summary>
    public IReadOnlyList<KillAsk> Asks { get; init; } = [];

    /// <summary>The release that is agreed on and waits; null when there is none.</summary>
    public KillRelease? Release { get; init; }

    /// <summary>
    /// The state after somebody has asked; null when that is nothing new. It is new when a person asks, when a source asks that did not or asks for more than it did,
    /// and when a release waits: it is void then. The mode never falls.
    /// </summary>
    internal KillState? Raise(KillAsk ask)
    {
        if (ask.Mode == KillMode.Off || (Asks.FirstOrDefault(ask.IsBySame) is { } known && IsOldNews(known, ask)))
        {
            return null;
        }

        var raised = ask.Mode > Mode ? this with { Mode = ask.Mode, Source = ask.Source, Who = ask.Who, Why = ask.Why, At = ask.At } : this;
        return raised with { Activation = Activation + 1, Asks = With(ask), Release = null };
    }

    /// <summary>The state after a release.</summary>
    internal KillState Released(KillRelease release, Instant now) =>
        new(KillMode.Off, "unlock", release.ApprovedBy, $"released by {release.RequestedBy} and {release.ApprovedBy}: {release.Why}", now) { Activation = Activation };

    private bool IsOldNews(KillAsk known, KillAsk ask) => !KillSources.IsPerson(ask.Source) && known.Mode >= ask.Mode && Release is null;

    // Whoever asked for more goes on asking for it, for the reason given then.
    private KillAsk[] With(KillAsk ask) =>
        [.. Asks.Where(known => !ask.IsBySame(known)), Asks.FirstOrDefault(known => ask.IsBySame(known) && known.Mode > ask.Mode) ?? ask];
}
