using Trading.Market.Archive;
using Trading.Market.Universe;
using Trading.Storage;
using Trading.Time;

namespace Trading.Market.Refresh;

/// <summary>
/// Brings the archive up to the newest session: symbols that are stored get their new bars, others their history, and those whose stored bars have changed since (a split) are fetched anew. It works
/// in portions and keeps each, so that a run that dies is followed by one that goes on; the archive of the night before counts until the new one is whole and has been looked at.
/// </summary>
public sealed class ArchiveRefresh(IBarFeed feed, UniverseSource universe, SetAside aside, IRecords records, IBlobs blobs, ExchangeCalendar calendar, TimeProvider clock, RefreshOptions options)
{
    private readonly ArchiveStore store = new(blobs);
    private readonly RefreshProgress progress = new(records, blobs);
    private readonly ArchiveJudge judge = new(calendar, ArchiveThresholds.Default, options);

    /// <summary>Does what is left to do.</summary>
    /// <param name="held">The symbols that are held: they stay in the archive whatever the universe says.</param>
    /// <param name="cancellationToken">Cancels between portions; what is done is kept.</param>
    /// <exception cref="MarketDataException">The feed could not answer, the universe is empty, or another refresh was first; the archive is as it was.</exception>
    /// <exception cref="StorageException">The store could not answer; a repeat goes on.</exception>
    public async Task<RefreshReport> RunAsync(IReadOnlyList<Symbol> held, CancellationToken cancellationToken)
    {
        var current = await store.CurrentAsync(cancellationToken).ConfigureAwait(false);
        var (plan, stored, damage) = await ResumeAsync(cancellationToken).ConfigureAwait(false) ?? await BeginAsync(current, held, cancellationToken).ConfigureAwait(false);
        var portions = await FetchAsync(plan, stored, cancellationToken).ConfigureAwait(false);
        var judgement = judge.Judge(plan, stored, ArchiveMerge.Merge(plan, stored, portions));
        var report = RefreshReport.Of(plan, portions, judgement, damage);
        if (judgement.Refusal is not null)
        {
            // Asked again, the feed may have more to say.
            await progress.ClearAsync(cancellationToken).ConfigureAwait(false);
            return report;
        }

        await aside.AddAsync(judgement.Aside, cancellationToken).ConfigureAwait(false);
        await aside.ReleaseAsync(judgement.Entries.Select(entry => entry.Bars.Symbol).ToHashSet(), cancellationToken).ConfigureAwait(false);
        var pointer = await PlaceAsync(plan, judgement, current, cancellationToken).ConfigureAwait(false);
        await store.PruneAsync(pointer, cancellationToken).ConfigureAwait(false);
        await progress.ClearAsync(cancellationToken).ConfigureAwait(false);
        return report with { Archive = pointer };
    }

    // A night that was begun, when it is still the same night and what it carries on is still there.
    private async ValueTask<(RefreshPlan Plan, BarArchive? Stored, string? Damage)?> ResumeAsync(CancellationToken cancellationToken)
    {
        var plan = await progress.PlanAsync(cancellationToken).ConfigureAwait(false);
        if (plan is null || plan.Through != calendar.LastClosed(clock.Now()).Date)
        {
            return null;
        }

        try
        {
            return (plan, plan.Base is { } name ? await store.ReadAsync(name, cancellationToken).ConfigureAwait(false) : null, null);
        }
        catch (MarketDataException)
        {
            return null;
        }
    }

    private async ValueTask<(RefreshPlan Plan, BarArchive? Stored, string? Damage)> BeginAsync(CurrentArchive? current, IReadOnlyList<Symbol> held, CancellationToken cancellationToken)
    {
        var (stored, damage) = await StoredAsync(current, cancellationToken).ConfigureAwait(false);
        var range = RefreshRange.Of(calendar, clock.Now(), stored?.Newest, options);
        var found = await universe.FindAsync(range.Through, cancellationToken).ConfigureAwait(false);
        var off = await aside.OnAsync(range.Through, cancellationToken).ConfigureAwait(false);
        var others = Benchmarks.All.Where(symbol => !off.ContainsKey(symbol)).Union(options.Required);
        var plan = RefreshPlan.Make(range, stored is null ? null : current!.Archive.Name, stored, found.Symbols, others, held, options.Batch, found.Notes) with { IsShort = found.IsShort };
        await progress.BeginAsync(plan, cancellationToken).ConfigureAwait(false);
        return (plan, stored, damage);
    }

    // What cannot be read is no reason to stay without bars: everything is fetched anew.
    private async ValueTask<(BarArchive? Stored, string? Damage)> StoredAsync(CurrentArchive? current, CancellationToken cancellationToken)
    {
        try
        {
            return (current is null ? null : await store.ReadAsync(current.Archive.Name, cancellationToken).ConfigureAwait(false), null);
        }
        catch (MarketDataException fault)
        {
            return (null, fault.Message);
        }
    }

    private async ValueTask<IReadOnlyList<Portion>> FetchAsync(RefreshPlan plan, BarArchive? stored, CancellationToken cancellationToken)
    {
        var fetch = new PortionFetch(feed, plan, stored);
        var portions = new Portion[plan.Batches.Count];
        for (var i = 0; i < portions.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            portions[i] = await progress.FindAsync(plan, i, cancellationToken).ConfigureAwait(false) ?? await DoAsync(i).ConfigureAwait(false);
        }

        return portions;

        async ValueTask<Portion> DoAsync(int number)
        {
            var (done, bars) = await fetch.RunAsync(plan.Batches[number], cancellationToken).ConfigureAwait(false);
            return await progress.KeepAsync(plan, number, done, bars, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<ArchivePointer> PlaceAsync(RefreshPlan plan, Judgement judgement, CurrentArchive? current, CancellationToken cancellationToken)
    {
        var pointer = await store.WriteAsync(plan.Through, judgement.Entries, cancellationToken).ConfigureAwait(false);
        var counts = current?.Found?.Name;
        if (counts == pointer.Name)
        {
            return pointer;
        }

        if ((plan.Base is null || counts == plan.Base) && await store.PlaceAsync(pointer, current?.Version, cancellationToken).ConfigureAwait(false))
        {
            return pointer;
        }

        await progress.ClearAsync(cancellationToken).ConfigureAwait(false);
        throw new MarketDataException("another refresh put its archive in place meanwhile: that one counts; run it again when it should be newer");
    }
}
