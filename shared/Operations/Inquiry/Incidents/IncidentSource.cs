using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Trading.Accounting;
using Trading.Journal;
using Trading.Operations.Inquiry.Exports;
using Trading.Operations.Inquiry.Lists;
using Trading.Reconciliation;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Inquiry.Incidents;

/// <summary>Something to put into an incident's archive: read when its turn comes, so that one at a time is in memory.</summary>
/// <param name="Name">Its path in the archive.</param>
/// <param name="ReadAsync">Its content; null when there is nothing of the kind.</param>
internal sealed record IncidentPart(string Name, Func<CancellationToken, ValueTask<ReadOnlyMemory<byte>?>> ReadAsync);

/// <summary>All that a span left behind. Named one by one: the table of operators is not among them, nor any other secret.</summary>
public sealed class IncidentSource(
    IBlobs blobs,
    JournalReader journal,
    OrderLister orders,
    FillBook fills,
    DayBooks days,
    PositionsStore positions,
    RunLedger runs,
    Alerts alerts,
    StateExporter state)
{
    private static readonly string[] Containers = ["decisions", DailyReport.Container, Watchlists.WatchlistStore.Container];

    /// <summary>The account.</summary>
    internal string Account => fills.Account;

    /// <summary>The parts of a span, in the order of the archive.</summary>
    /// <exception cref="StorageException">The names of the blobs could not be listed.</exception>
    internal async ValueTask<IReadOnlyList<IncidentPart>> PartsAsync(Interval span, CancellationToken cancellationToken)
    {
        LocalDate[] dates = [.. DatesOf(span)];
        var parts = new List<IncidentPart>();
        foreach (var blob in (await journal.BlobsAsync(cancellationToken).ConfigureAwait(false)).Where(blob => dates.Contains(blob.Date)))
        {
            parts.Add(new IncidentPart($"{JournalWriter.Container}/{blob.Name}", async token => SpanOf(await journal.ContentAsync(blob, token).ConfigureAwait(false), span)));
        }

        foreach (var container in Containers)
        {
            foreach (var item in await blobs.ListAsync(container, string.Empty, cancellationToken).ConfigureAwait(false))
            {
                if (Array.Exists(dates, date => item.Name.Contains(Iso(date), StringComparison.Ordinal)))
                {
                    parts.Add(new IncidentPart($"{container}/{item.Name}", async token => (await blobs.ReadAsync(container, item.Name, token).ConfigureAwait(false))?.Content));
                }
            }
        }

        parts.AddRange(Records(dates));
        return parts;
    }

    private static IEnumerable<LocalDate> DatesOf(Interval span)
    {
        var last = NewYork.DateOf(span.End - Duration.Epsilon);
        for (var date = NewYork.DateOf(span.Start); date <= last; date = date.PlusDays(1))
        {
            yield return date;
        }
    }

    // The lines as they stand, so that the chain through them can be walked.
    private static ReadOnlyMemory<byte>? SpanOf(ReadOnlyMemory<byte> content, Interval span)
    {
        using var kept = new MemoryStream(content.Length);
        foreach (var line in JournalReader.LinesOf(content))
        {
            var at = System.Text.Encoding.ASCII.GetString(JournalRaw.AtOf(line.Span));
            if (InstantPattern.ExtendedIso.Parse(at) is not { Success: true } parsed || span.Contains(parsed.Value))
            {
                kept.Write(line.Span);
                kept.WriteByte((byte)'\n');
            }
        }

        return kept.Length == 0 ? null : kept.ToArray();
    }

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private IEnumerable<IncidentPart> Records(LocalDate[] dates) =>
    [
        Part("orders.json", dates, async (date, token) => await orders.ListAsync(new OrderQuery(null, null, null, date), date, token).ConfigureAwait(false)),
        Part("refused.json", dates, orders.RefusedAsync),
        Part("executions.json", dates, fills.OnAsync),
        Part("closes.json", dates, days.CloseOfAsync),
        Part("runs.json", dates, runs.OnAsync),
        Part("alerts.json", dates, alerts.OnAsync),
        new("positions.json", async token => Json(await positions.ReadAsync(token).ConfigureAwait(false))),
        new("state.json", async token => Json(await state.ReadAsync(token).ConfigureAwait(false))),
    ];

    private static IncidentPart Part<T>(string name, LocalDate[] dates, Func<LocalDate, CancellationToken, ValueTask<T>> read) => new(
        name,
        async token =>
        {
            var byDate = new SortedDictionary<string, T>(StringComparer.Ordinal);
            foreach (var date in dates)
            {
                byDate[Iso(date)] = await read(date, token).ConfigureAwait(false);
            }

            return Json(byDate);
        });

    private static ReadOnlyMemory<byte>? Json<T>(T value) => value is null ? null : JsonSerializer.SerializeToUtf8Bytes(value, TradingJson.Options);
}
