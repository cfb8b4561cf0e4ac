using NodaTime;
using NodaTime.Text;
using Trading.Storage;
using Trading.Time;

namespace Trading.Watchlists;

/// <summary>
/// Refuses to buy on a stale watchlist. It reads the manifest and the content, never a file's time: the scan date inside, the rows, the hash,
/// the age of the bars. It fails closed, and it shuts entries only. Cheap enough to ask at every cycle: an unchanged file is parsed once.
/// </summary>
public sealed class FreshnessGate(WatchlistStore store, ExchangeCalendar calendar)
{
    private Parsed? last;

    /// <summary>Whether the stored watchlist may be bought from on <paramref name="today"/>, a New York date.</summary>
    public async ValueTask<WatchlistVerdict> CheckAsync(LocalDate today, CancellationToken cancellationToken)
    {
        try
        {
            return Judge(await store.ReadAsync(cancellationToken).ConfigureAwait(false), today);
        }
        catch (StorageException fault)
        {
            return No(WatchlistReason.Unreadable, $"Watchlist could not be read: {fault.Message}", null);
        }
    }

    private WatchlistVerdict Judge(StoredWatchlist stored, LocalDate today)
    {
        if (stored.Candidates is not { } csv)
        {
            return No(WatchlistReason.Missing, $"Watchlist missing: {WatchlistStore.Container}/{WatchlistFiles.CandidatesName}", null);
        }

        if (stored.Manifest is not { } blob || ManifestJson.Read(blob.Content) is not { } manifest)
        {
            return No(WatchlistReason.Incomplete, $"Watchlist is not complete: {WatchlistFiles.ManifestName} is missing or cannot be read", null);
        }

        if (manifest.ScanDate != today)
        {
            return WrongDate(LocalDatePattern.Iso.Format(manifest.ScanDate), today, manifest);
        }

        var hash = WatchlistFiles.Sha256(csv.Content.Span);
        if (hash != manifest.CandidatesSha256)
        {
            return No(WatchlistReason.WrongHash, $"Watchlist is not what the scan wrote. sha256={hash} expected={manifest.CandidatesSha256}", manifest);
        }

        try
        {
            return Judge(Parse(csv.Content, hash, manifest.Correlation), manifest, today);
        }
        catch (FormatException fault)
        {
            return No(WatchlistReason.Incomplete, $"Watchlist cannot be read: {fault.Message}", manifest);
        }
    }

    private WatchlistVerdict Judge(CandidateFile file, WatchlistManifest manifest, LocalDate today)
    {
        var date = LocalDatePattern.Iso.Format(today);
        if (file.ScanDates.FirstOrDefault(other => other != date) is { } wrong)
        {
            return WrongDate(wrong, today, manifest);
        }

        if (file.Rows != manifest.Rows)
        {
            return No(WatchlistReason.Incomplete, $"Watchlist is not complete. rows={file.Rows} expected={manifest.Rows}", manifest);
        }

        var previous = calendar.Previous(today).Date;
        if (manifest.StaleInputs || manifest.NewestBar is not { } newest || newest < previous)
        {
            var seen = manifest.NewestBar is { } bar ? LocalDatePattern.Iso.Format(bar) : "none";
            return No(
                WatchlistReason.StaleInputs,
                $"Watchlist was made of old bars. newest_bar={seen} expected={LocalDatePattern.Iso.Format(previous)} stale={manifest.Symbols.Stale} bad={manifest.Symbols.Bad} of {manifest.Symbols.Listed} symbols",
                manifest);
        }

        return new WatchlistVerdict(
            WatchlistReason.Fresh, $"Watchlist is fresh for today (NY): {file.Candidates.Count} candidates ({date})", manifest, file.Candidates, file.Invalid);
    }

    private CandidateFile Parse(ReadOnlyMemory<byte> csv, string hash, string correlation)
    {
        if (last is not { } parsed || parsed.Hash != hash || parsed.Correlation != correlation)
        {
            parsed = new Parsed(hash, correlation, CandidateCsvReader.Read(csv, correlation));
            last = parsed;
        }

        return parsed.File;
    }

    private static WatchlistVerdict WrongDate(string date, LocalDate today, WatchlistManifest manifest) =>
        No(WatchlistReason.WrongDate, $"Watchlist is not from today (NY). scan_date={date} today={LocalDatePattern.Iso.Format(today)}", manifest);

    private static WatchlistVerdict No(string reason, string sentence, WatchlistManifest? manifest) => new(reason, sentence, manifest, [], []);

    private sealed record Parsed(string Hash, string Correlation, CandidateFile File);
}
