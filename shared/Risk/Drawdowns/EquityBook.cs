using NodaTime;
using Trading.Accounting;
using Trading.Journal;
using Trading.Storage;
using Trading.Time;

namespace Trading.Risk.Drawdowns;

/// <summary>
/// The marks of one account: table <c>risk</c>, partition = the account, row <c>marks</c>. Read again at each look, because another process may have moved them; written only when one moves.
/// </summary>
/// <exception cref="StorageException">Thrown by each member when the store cannot answer.</exception>
public sealed class EquityBook(IRecords records, string account, DayBooks days, ExchangeCalendar calendar, JournalWriter journal, TimeProvider clock)
{
    private const string Row = "marks";
    private const int MostTries = 20;
    private readonly RecordTable<EquityMarks> table = new(records, "risk");

    /// <summary>The marks as they are kept; null before the first reading of equity.</summary>
    public async ValueTask<EquityMarks?> ReadAsync(CancellationToken cancellationToken) =>
        (await table.GetAsync(account, Row, cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>Takes a reading of equity into the marks and returns them. On the first reading of a trading day the day's marks begin at the close before it.</summary>
    /// <param name="equity">Dollars, above zero.</param>
    /// <param name="cancellationToken">Cancels before the write.</param>
    public async ValueTask<EquityMarks> SeeAsync(decimal equity, CancellationToken cancellationToken)
    {
        var date = RiskDay.Of(clock.Now(), calendar);
        for (var tries = 0; tries < MostTries; tries++)
        {
            var kept = await table.GetAsync(account, Row, cancellationToken).ConfigureAwait(false);
            var before = kept?.Value;
            var isNewDay = before is null || before.Date < date;
            var after = (isNewDay ? await OpenAsync(before, date, equity, cancellationToken).ConfigureAwait(false) : before!).Seen(equity);
            if (ReferenceEquals(before, after))
            {
                return after;
            }

            if (await WriteAsync(after, kept?.Version, cancellationToken).ConfigureAwait(false))
            {
                if (isNewDay)
                {
                    await journal.AppendAsync("risk-day-opened", Row, FactsOf(after), cancellationToken).ConfigureAwait(false);
                }

                return after;
            }
        }

        throw new StorageException($"the marks of equity could not be moved in {MostTries} tries: other writers were always first");
    }

    /// <summary>Changes the marks as they were read; null when they have changed since, or the change gives null.</summary>
    internal async ValueTask<(EquityMarks Before, EquityMarks After)?> ChangeAsync(Func<EquityMarks, EquityMarks?> change, CancellationToken cancellationToken)
    {
        var kept = await table.GetAsync(account, Row, cancellationToken).ConfigureAwait(false);
        return kept is not null && change(kept.Value) is { } after && await WriteAsync(after, kept.Version, cancellationToken).ConfigureAwait(false) ? (kept.Value, after) : null;
    }

    /// <summary>The facts of marks for the journal.</summary>
    internal static object FactsOf(EquityMarks marks) =>
        new { marks.Date, marks.Opening, marks.OpeningFrom, marks.DayPeak, marks.AllTimePeak, marks.AllTimePeakOn, marks.Resets };

    private async ValueTask<EquityMarks> OpenAsync(EquityMarks? before, LocalDate date, decimal equity, CancellationToken cancellationToken)
    {
        // Only the session before: an older close would make a loss of a day that nobody closed look like today's.
        var previous = calendar.Previous(date).Date;
        var close = await days.StandingAsync(cancellationToken).ConfigureAwait(false) == previous
            ? await days.CloseOfAsync(previous, cancellationToken).ConfigureAwait(false)
            : null;
        return close is { Equity: > 0m }
            ? EquityMarks.Open(before, date, close.Equity, $"close {previous:uuuu-MM-dd}")
            : EquityMarks.Open(before, date, equity, "first reading");
    }

    private async ValueTask<bool> WriteAsync(EquityMarks marks, string? version, CancellationToken cancellationToken) => (version is null
        ? await table.InsertAsync(account, Row, marks, cancellationToken).ConfigureAwait(false)
        : await table.ReplaceAsync(account, Row, marks, version, cancellationToken).ConfigureAwait(false)) is not null;
}
