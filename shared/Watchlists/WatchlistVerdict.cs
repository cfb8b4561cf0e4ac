using Trading.Scanning;

namespace Trading.Watchlists;

/// <summary>Why the watchlist may or may not be bought from.</summary>
public static class WatchlistReason
{
    /// <summary>It is today's, whole, and made of current bars.</summary>
    public const string Fresh = "fresh";

    /// <summary>There is none.</summary>
    public const string Missing = "missing";

    /// <summary>It was made for another day.</summary>
    public const string WrongDate = "wrong_date";

    /// <summary>It is not what the scan wrote.</summary>
    public const string WrongHash = "wrong_hash";

    /// <summary>The scan did not finish writing it, or it cannot be read.</summary>
    public const string Incomplete = "incomplete";

    /// <summary>It was made of old bars.</summary>
    public const string StaleInputs = "stale_inputs";

    /// <summary>The store did not answer.</summary>
    public const string Unreadable = "unreadable";
}

/// <summary>The freshness gate's answer. It is about entries only: exits never wait for a watchlist.</summary>
/// <param name="Reason">A code of <see cref="WatchlistReason"/>.</param>
/// <param name="Sentence">The sentence a person reads.</param>
/// <param name="Manifest">The manifest, when one could be read.</param>
/// <param name="Candidates">The valid candidates in the file's order; empty unless fresh.</param>
/// <param name="InvalidRows">Rows that are not traded on, and why.</param>
public sealed record WatchlistVerdict(
    string Reason,
    string Sentence,
    WatchlistManifest? Manifest,
    IReadOnlyList<Candidate> Candidates,
    IReadOnlyList<InvalidRow> InvalidRows)
{
    /// <summary>Whether entries may be made from it.</summary>
    public bool Fresh => Reason == WatchlistReason.Fresh;
}
