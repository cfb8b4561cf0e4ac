using NodaTime;
using Trading.Journal;
using Trading.Market;
using Trading.Operations;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Scanning;

/// <summary>
/// The Scan function's work: reads the market, scans it for a trading date, writes the watchlist and its manifest, journals the result.
/// A symbol with a bad bar is left out with an alert; a read that fails otherwise ends the scan, for nothing read is not nothing found.
/// </summary>
public sealed class ScanJob(
    IMarketData market,
    IScanReference reference,
    WatchlistStore store,
    Alerts alerts,
    JournalWriter journal,
    ExchangeCalendar calendar,
    ScanSettings settings,
    ScanFilters filters)
{
    /// <summary>Scans for <paramref name="tradingDate"/> (New York) on what was known at the close before it. Running it again gives the same files.</summary>
    /// <param name="tradingDate">The date that is scanned for.</param>
    /// <param name="correlation">The chain that begins here, such as <c>scan-2013-10-07</c>; each candidate's goes on with its symbol.</param>
    /// <param name="cancellationToken">Cancels between reads.</param>
    /// <exception cref="MarketDataException">The market could not be read or lists no symbol; the old watchlist stands and the gate refuses it.</exception>
    /// <exception cref="Storage.StorageException">The watchlist, an alert or the journal could not be written.</exception>
    public async Task<ScanReport> RunAsync(LocalDate tradingDate, string correlation, CancellationToken cancellationToken)
    {
        var warnings = new List<string>();
        var inputs = await GatherAsync(tradingDate, correlation, warnings, cancellationToken).ConfigureAwait(false);
        var report = DailyScan.Run(inputs, settings, filters);
        report = report with { Warnings = [.. warnings, .. report.Warnings] };
        await store.WriteAsync(tradingDate, WatchlistFiles.Of(report), cancellationToken).ConfigureAwait(false);
        await AlertAsync(report, cancellationToken).ConfigureAwait(false);
        await journal.AppendAsync("scan-completed", correlation, ScanEvent.Of(report), cancellationToken).ConfigureAwait(false);
        return report;
    }

    private async ValueTask<ScanInputs> GatherAsync(LocalDate date, string correlation, List<string> warnings, CancellationToken cancellationToken)
    {
        var symbols = await market.SymbolsAsync(cancellationToken).ConfigureAwait(false);
        var series = new List<BarSeries>(symbols.Count);
        var bad = new List<Symbol>();
        foreach (var symbol in symbols)
        {
            try
            {
                if (await market.DailyAsync(symbol, cancellationToken).ConfigureAwait(false) is { } bars)
                {
                    series.Add(bars);
                }
            }
            catch (BadBarException fault)
            {
                bad.Add(symbol);
                var sentence = $"{symbol} is left out of the scan for {date:uuuu-MM-dd}: {fault.Message}";
                await alerts.RaiseAsync("scan-bad-bar", AlertSeverity.Warning, symbol.ToString(), sentence, cancellationToken).ConfigureAwait(false);
            }
        }

        return new ScanInputs(
            date,
            calendar.Previous(date).Date,
            correlation,
            symbols.Count,
            bad,
            series,
            await OpenAsync("The market regime", () => market.DailyAsync(RegimeFilter.Benchmark, cancellationToken), warnings).ConfigureAwait(false),
            await OpenAsync("The list of sectors", () => Nullable(reference.SectorsAsync(cancellationToken)), warnings).ConfigureAwait(false) ?? Sectors.Unknown,
            await OpenAsync("The earnings calendar", () => reference.EarningsAsync(cancellationToken), warnings).ConfigureAwait(false));
    }

    // What only narrows the list fails open: without it the scan goes on, and says so.
    private static async ValueTask<T?> OpenAsync<T>(string what, Func<ValueTask<T?>> read, List<string> warnings)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            warnings.Add($"{what} could not be read and does not stop the scan: {fault.Message}");
            return null;
        }
    }

    private static async ValueTask<T?> Nullable<T>(ValueTask<T> read)
        where T : class => await read.ConfigureAwait(false);

    private async ValueTask AlertAsync(ScanReport report, CancellationToken cancellationToken)
    {
        foreach (var warning in report.Warnings)
        {
            await alerts.RaiseAsync("scan-filter-open", AlertSeverity.Warning, warning, warning, cancellationToken).ConfigureAwait(false);
        }

        if (report.StaleInputs)
        {
            var (symbols, sentence) = (report.Symbols, $"The scan for {report.ScanDate:uuuu-MM-dd} was made of old bars and is not traded on: ");
            sentence += $"{symbols.Listed - symbols.WithBars} of {symbols.Listed} symbols have no bars, {symbols.Stale} end before {report.AsOf:uuuu-MM-dd}; refresh the bars and scan again";
            await alerts.RaiseAsync("scan-inputs-stale", AlertSeverity.Critical, $"{report.ScanDate:uuuu-MM-dd}", sentence, cancellationToken).ConfigureAwait(false);
        }
    }
}
