using NodaTime;
using NodaTime.Text;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Compliance.Conduct;
using Trading.Storage;
using Trading.Time;

namespace Trading.Compliance.Transactions;

/// <summary>A transaction report as it was written.</summary>
/// <param name="Date">The trading date, New York.</param>
/// <param name="Executions">Lines in the file.</param>
/// <param name="Complete">Whether every execution of the broker and of our books is in it.</param>
/// <param name="Missing">The ids of those that are not.</param>
/// <param name="At">When it was written, UTC.</param>
public sealed record ReportedDay(LocalDate Date, int Executions, bool Complete, IReadOnlyList<string> Missing, Instant At);

/// <summary>
/// The daily transaction report: every execution of the date in blob <c>reports/transactions/DATE.csv</c>. What was written is read back and compared with the broker's executions and
/// our books': one that is missing is an alert. Which days were reported is kept in table <c>reported</c>, partition = account, row = date, and the newest in row <c>latest</c>.
/// </summary>
public sealed class TransactionReport(IBroker broker, FillBook fills, ComplianceAlerts alerts, IRecords records, IBlobs blobs, TimeProvider clock) : IEndOfDayStep
{
    private const string Latest = "latest";
    private readonly RecordTable<ReportedDay> table = new(records, "reported");

    /// <inheritdoc/>
    public string Name => "transactions";

    /// <summary>Writes the report of a closed date and checks it.</summary>
    /// <exception cref="BrokerException">The broker's executions could not be read: the file is written, whether it is complete is not known.</exception>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask RunAsync(DayClose close, string correlation, CancellationToken cancellationToken)
    {
        var booked = await fills.OnAsync(close.Date, cancellationToken).ConfigureAwait(false);
        var file = TransactionCsv.Write(booked.Select(fill => TransactionLine.Of(fill, fills.Account)));
        await blobs.PutAsync(DailyReport.Container, NameOf(close.Date), file, cancellationToken).ConfigureAwait(false);
        var written = (await LinesAsync(close.Date, cancellationToken).ConfigureAwait(false) ?? []).Select(line => line.ExecutionId).ToHashSet(StringComparer.Ordinal);
        var missing = (await ExpectedAsync(close.Date, booked, cancellationToken).ConfigureAwait(false)).Where(id => !written.Contains(id)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        foreach (var id in missing)
        {
            var sentence = $"execution {id} is not in the transaction report of {close.Date:R}: reconcile, then run the end of day again";
            await alerts.KeepAsync(new Finding(close.Date, "unreported", null, [id], sentence), cancellationToken).ConfigureAwait(false);
        }

        var day = new ReportedDay(close.Date, written.Count, missing.Count == 0, missing, clock.Now());
        await table.PutAsync(fills.Account, Iso(close.Date), day, cancellationToken).ConfigureAwait(false);
        await table.PutAsync(fills.Account, Latest, day, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The report of a date as it was written, or null.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<ReportedDay?> OnAsync(LocalDate date, CancellationToken cancellationToken) =>
        (await table.GetAsync(fills.Account, Iso(date), cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>The report that was written last, or null.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<ReportedDay?> LatestAsync(CancellationToken cancellationToken) =>
        (await table.GetAsync(fills.Account, Latest, cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>The lines of a date's file; null when there is none.</summary>
    /// <exception cref="StorageException">The store could not answer, or the file is not what was written.</exception>
    public async ValueTask<IReadOnlyList<TransactionLine>?> LinesAsync(LocalDate date, CancellationToken cancellationToken)
    {
        if (await blobs.ReadAsync(DailyReport.Container, NameOf(date), cancellationToken).ConfigureAwait(false) is not { } stored)
        {
            return null;
        }

        try
        {
            return TransactionCsv.Read(stored.Content);
        }
        catch (FormatException fault)
        {
            throw new StorageException($"{DailyReport.Container}/{NameOf(date)} cannot be read: {fault.Message}", fault);
        }
    }

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static string NameOf(LocalDate date) => $"transactions/{Iso(date)}.csv";

    private async ValueTask<IEnumerable<string>> ExpectedAsync(LocalDate date, IReadOnlyList<BookedFill> booked, CancellationToken cancellationToken)
    {
        var told = await broker.FillsAsync(NewYork.StartOf(date), cancellationToken).ConfigureAwait(false);
        return told.Where(fill => NewYork.DateOf(fill.At) == date).Select(fill => fill.Id).Concat(booked.Select(fill => fill.Id));
    }
}
