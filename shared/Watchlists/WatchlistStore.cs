using NodaTime;
using NodaTime.Text;
using Trading.Storage;

namespace Trading.Watchlists;

/// <summary>A watchlist as it is stored.</summary>
/// <param name="Candidates">daily_candidates.csv, or null when there is none.</param>
/// <param name="Manifest">manifest.json, or null when there is none.</param>
public sealed record StoredWatchlist(StoredBlob? Candidates, StoredBlob? Manifest);

/// <summary>
/// Keeps the watchlist in the container <c>watchlists</c>: the newest one under its plain names, and each one under its trading date.
/// The manifest is written last, so a scan that dies on the way leaves a watchlist that the gate refuses.
/// </summary>
public sealed class WatchlistStore(IBlobs blobs)
{
    /// <summary>The container.</summary>
    public const string Container = "watchlists";

    /// <summary>Writes the files of the scan for <paramref name="scanDate"/>. Writing the same files again changes nothing.</summary>
    /// <exception cref="StorageException">The store did not answer; the watchlist may be half-written and is then refused by the gate.</exception>
    public async ValueTask WriteAsync(LocalDate scanDate, WatchlistFiles files, CancellationToken cancellationToken)
    {
        await WriteUnderAsync($"{LocalDatePattern.Iso.Format(scanDate)}/", files, cancellationToken).ConfigureAwait(false);
        await WriteUnderAsync(string.Empty, files, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The newest watchlist as it is stored, unchecked.</summary>
    /// <exception cref="StorageException">The store did not answer.</exception>
    public async ValueTask<StoredWatchlist> ReadAsync(CancellationToken cancellationToken)
    {
        var candidates = await blobs.ReadAsync(Container, WatchlistFiles.CandidatesName, cancellationToken).ConfigureAwait(false);
        var manifest = await blobs.ReadAsync(Container, WatchlistFiles.ManifestName, cancellationToken).ConfigureAwait(false);
        return new StoredWatchlist(candidates, manifest);
    }

    private async ValueTask WriteUnderAsync(string folder, WatchlistFiles files, CancellationToken cancellationToken)
    {
        await blobs.PutAsync(Container, folder + WatchlistFiles.CandidatesName, files.Candidates, cancellationToken).ConfigureAwait(false);
        await blobs.PutAsync(Container, folder + WatchlistFiles.WatchlistName, files.Watchlist, cancellationToken).ConfigureAwait(false);
        await blobs.PutAsync(Container, folder + WatchlistFiles.ManifestName, files.Manifest, cancellationToken).ConfigureAwait(false);
    }
}
