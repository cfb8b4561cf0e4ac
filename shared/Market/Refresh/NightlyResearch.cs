using NodaTime;
using Trading.Journal;
using Trading.Operations;
using Trading.Reconciliation;

namespace Trading.Market.Refresh;

/// <summary>The NightlyResearch function's work: refreshes the archive, tells what a person should know, journals the result.</summary>
public sealed class NightlyResearch(ArchiveRefresh refresh, PositionsStore positions, Alerts alerts, JournalWriter journal)
{
    private const int MostNamed = 20;

    /// <summary>Brings the archive up to the newest session that has closed. Running it again goes on where it was, or does it anew.</summary>
    /// <param name="date">The trading date, New York.</param>
    /// <param name="correlation">What its event is filed under.</param>
    /// <param name="cancellationToken">Cancels between portions; what is done is kept.</param>
    /// <returns>The run's one-line result.</returns>
    /// <exception cref="MarketDataException">There is no new archive; the one before counts.</exception>
    /// <exception cref="Storage.StorageException">The store could not answer; a repeat goes on.</exception>
    public async Task<string> RunAsync(LocalDate date, string correlation, CancellationToken cancellationToken)
    {
        var snapshot = await positions.ReadAsync(cancellationToken).ConfigureAwait(false);
        var report = await refresh.RunAsync([.. (snapshot?.Positions ?? []).Select(position => position.Symbol).Distinct()], cancellationToken).ConfigureAwait(false);
        await AlertAsync(report, $"{date:uuuu-MM-dd}", cancellationToken).ConfigureAwait(false);
        await journal.AppendAsync("bars-refreshed", correlation, EventOf(report), cancellationToken).ConfigureAwait(false);
        return report.Refusal is null ? report.ToString() : throw new MarketDataException($"{report}; the archive before it counts");
    }

    private async ValueTask AlertAsync(RefreshReport report, string day, CancellationToken cancellationToken)
    {
        if (report.Damage is { } damage)
        {
            await alerts.RaiseAsync("bars-damaged", AlertSeverity.Warning, day, damage, cancellationToken).ConfigureAwait(false);
        }

        if (report.Refusal is { } refusal)
        {
            await alerts.RaiseAsync("bars-refused", AlertSeverity.Critical, day, $"The night's bars are not put in place: {refusal}", cancellationToken).ConfigureAwait(false);
        }

        foreach (var symbol in report.HeldAdjusted)
        {
            var sentence = $"The past prices of {symbol}, which is held, have changed: a split, or a correction. Compare its shares, its stop and its targets with the broker's before the open";
            await alerts.RaiseAsync("bars-held-adjusted", AlertSeverity.Critical, symbol.ToString(), sentence, cancellationToken).ConfigureAwait(false);
        }

        if (report.Aside.Count > 0)
        {
            await alerts.RaiseAsync("bars-aside", AlertSeverity.Info, day, $"{report.Aside.Count} symbols are set aside: {string.Join("; ", Named(report.Aside))}", cancellationToken).ConfigureAwait(false);
        }
    }

    private static object EventOf(RefreshReport report) => new
    {
        report.Through,
        Archive = report.Archive?.Name,
        report.Refusal,
        report.Archive?.Symbols,
        report.Archive?.Bars,
        report.Listed,
        report.Whole,
        Adjusted = Named(report.Adjusted),
        Aside = Named(report.Aside),
        Behind = Named(report.Behind),
        Warnings = Named(report.Warnings),
        Notes = Named(report.Notes),
        Counts = new { Adjusted = report.Adjusted.Count, Aside = report.Aside.Count, Behind = report.Behind.Count, Warnings = report.Warnings.Count, Notes = report.Notes.Count },
    };

    private static IEnumerable<T> Named<T>(IReadOnlyList<T> all) => all.Take(MostNamed);
}
