using NodaTime;
using NodaTime.Text;
using Trading.Storage;

namespace Trading.Embedded.Rehearsal;

/// <summary>
/// What a store remembers of the desk on it: bars, seed and options, where the virtual clock stands, and the report of each rehearsed day.
/// A request that does not fit is refused before anything is written.
/// </summary>
internal sealed class DeskMemory(IRecords records, DeskPlace place)
{
    private const string Partition = "desk";
    private readonly RecordTable<DeskTerms> terms = new(records, "deskterms");
    private readonly RecordTable<Position> positions = new(records, "deskposition");
    private readonly RecordTable<DayReport> days = new(records, "deskdays");

    /// <summary>Checks what is asked against what is remembered.</summary>
    /// <exception cref="RefusedException">It was begun on other terms, or the date lies in its past and has no report.</exception>
    public async ValueTask CheckAsync(DeskTerms asked, LocalDate from, CancellationToken cancellationToken)
    {
        if ((await TermsAsync(cancellationToken).ConfigureAwait(false))?.DifferenceTo(asked) is { } difference)
        {
            throw new RefusedException($"{place.Name} was begun with {difference}: ask with the same, or {place.Another}");
        }

        if (await StandsAtAsync(cancellationToken).ConfigureAwait(false) is { } stands
            && from < stands.Date
            && await DayAsync(from, cancellationToken).ConfigureAwait(false) is null)
        {
            throw new RefusedException($"{place.Name} stands at {Iso(stands.Date)} and never ran {Iso(from)}: ask for {Iso(stands.Date)} or later, or {place.Another}");
        }
    }

    /// <summary>The terms on which it was begun; null when it is fresh.</summary>
    public async ValueTask<DeskTerms?> TermsAsync(CancellationToken cancellationToken) =>
        (await terms.GetAsync(Partition, "terms", cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>Remembers the terms of a fresh store.</summary>
    public async ValueTask RememberAsync(DeskTerms asked, CancellationToken cancellationToken) =>
        await terms.InsertAsync(Partition, "terms", asked, cancellationToken).ConfigureAwait(false);

    /// <summary>Where the virtual clock stands and the day that is under way; null on a fresh store.</summary>
    public async ValueTask<Position?> StandsAtAsync(CancellationToken cancellationToken) =>
        (await positions.GetAsync(Partition, "position", cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>Remembers where the virtual clock stands.</summary>
    public async ValueTask StandAtAsync(Position at, CancellationToken cancellationToken) =>
        await positions.PutAsync(Partition, "position", at, cancellationToken).ConfigureAwait(false);

    /// <summary>The report of a finished day, or null.</summary>
    public async ValueTask<DayReport?> DayAsync(LocalDate date, CancellationToken cancellationToken) =>
        (await days.GetAsync(Partition, Iso(date), cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>Keeps the report of a finished day.</summary>
    public async ValueTask KeepAsync(DayReport report, CancellationToken cancellationToken) =>
        await days.PutAsync(Partition, Iso(report.Date), report, cancellationToken).ConfigureAwait(false);

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);

    /// <summary>Where the virtual clock stands: all that was due at or before <paramref name="At"/> has run.</summary>
    internal sealed record Position(LocalDate Date, Instant At);
}
