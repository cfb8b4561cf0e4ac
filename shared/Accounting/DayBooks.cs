using NodaTime;
using NodaTime.Text;
using Trading.Storage;

namespace Trading.Accounting;

/// <summary>
/// The daily closes of one account: table <c>pnl</c> (partition = account, row = date), the lots then open in table <c>lots</c> (partition = account and date,
/// row = symbol), and in table <c>books</c> the opening balance and the newest close that still stands. An execution that turns up late takes the standing close
/// back before its date, so positions are right at once and the next close restates the days between.
/// </summary>
/// <exception cref="StorageException">Thrown by each call when the store cannot answer.</exception>
public sealed class DayBooks(IRecords records, string account)
{
    private const string OpeningRow = "opening";
    private const string StandingRow = "standing";
    private const int MostTries = 20;
    private readonly RecordTable<DayClose> closes = new(records, "pnl");
    private readonly RecordTable<SymbolLots> lots = new(records, "lots");
    private readonly RecordTable<OpeningBalance> openings = new(records, "books");
    private readonly RecordTable<StandingClose> standing = new(records, "books");
    private Started? latest;

    /// <summary>The opening balance; null while the books have not been opened.</summary>
    public async ValueTask<OpeningBalance?> OpeningAsync(CancellationToken cancellationToken) =>
        (await openings.GetAsync(account, OpeningRow, cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>Opens the books, once for ever; false when they were open.</summary>
    public async ValueTask<bool> OpenAsync(OpeningBalance opening, CancellationToken cancellationToken) =>
        await openings.InsertAsync(account, OpeningRow, opening, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>The newest date whose close stands, or null.</summary>
    public async ValueTask<LocalDate?> StandingAsync(CancellationToken cancellationToken) =>
        (await standing.GetAsync(account, StandingRow, cancellationToken).ConfigureAwait(false))?.Value.Date;

    /// <summary>The close of one date, or null.</summary>
    public async ValueTask<DayClose?> CloseOfAsync(LocalDate date, CancellationToken cancellationToken) =>
        (await closes.GetAsync(account, Iso(date), cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>Where <paramref name="date"/> begins: at the newest standing close before it, or at the opening balance; null while the books have not been opened.</summary>
    public async ValueTask<DayStart?> StartOfAsync(LocalDate date, CancellationToken cancellationToken)
    {
        // Every save moves the version of the standing close, whoever saves, and so does a restore: while it stays, so does the answer.
        var version = (await standing.GetAsync(account, StandingRow, cancellationToken).ConfigureAwait(false))?.Version;
        if (latest is { } known && known.Date == date && known.Version == version)
        {
            return known.Start;
        }

        var start = await ReadStartAsync(date, cancellationToken).ConfigureAwait(false);
        latest = start is null ? null : new Started(date, version, start);
        return start;
    }

    /// <summary>Keeps a close and its lots; the last thing written is that it stands. A repeat writes the same again.</summary>
    public async ValueTask SaveAsync(DayClose close, IReadOnlyList<Lot> open, CancellationToken cancellationToken)
    {
        foreach (var symbol in open.GroupBy(lot => lot.Symbol))
        {
            await lots.PutAsync(LotsOf(close.Date), symbol.Key.ToString(), new SymbolLots([.. symbol]), cancellationToken).ConfigureAwait(false);
        }

        await closes.PutAsync(account, Iso(close.Date), close, cancellationToken).ConfigureAwait(false);
        await StandAsync(now => now is null || now < close.Date ? close.Date : now, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes the standing close back before <paramref name="date"/>; false when nothing on or after it stood.</summary>
    public async ValueTask<bool> ReopenAsync(LocalDate date, CancellationToken cancellationToken)
    {
        if (await StandingAsync(cancellationToken).ConfigureAwait(false) is not { } newest || newest < date)
        {
            return false;
        }

        var before = (await StandingBeforeAsync(date, cancellationToken).ConfigureAwait(false))?.Date;
        await StandAsync(now => now is null || now < date ? now : before, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Makes everybody who holds the start of a day read it again: what lies below the standing close was written past these books, by a restore.</summary>
    internal ValueTask RereadAsync(CancellationToken cancellationToken) => StandAsync(static now => now, cancellationToken);

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private string LotsOf(LocalDate date) => $"{account}:{Iso(date)}";

    private async ValueTask<DayStart?> ReadStartAsync(LocalDate date, CancellationToken cancellationToken)
    {
        var close = await StandingBeforeAsync(date, cancellationToken).ConfigureAwait(false);
        if (close is not null)
        {
            var open = await LotsAfterAsync(close, cancellationToken).ConfigureAwait(false);
            return new DayStart(close.Date, open, close.StartEquity, close.BookCash, close.RealizedToDate, close.FeesToDate, close.Shorts);
        }

        return await OpeningAsync(cancellationToken).ConfigureAwait(false) is { } opening
            ? DayStart.Of(opening)
            : null;
    }

    private async ValueTask<DayClose?> StandingBeforeAsync(LocalDate date, CancellationToken cancellationToken)
    {
        var at = await StandingAsync(cancellationToken).ConfigureAwait(false);
        while (at is { } closed)
        {
            var close = await CloseOfAsync(closed, cancellationToken).ConfigureAwait(false) ?? throw new StorageException($"the close of {Iso(closed)} stands but is gone");
            if (closed < date)
            {
                return close;
            }

            at = close.Previous;
        }

        return null;
    }

    // A symbol that an earlier run of the same close held leaves a row behind; the close's positions say which rows count.
    private async ValueTask<IReadOnlyList<Lot>> LotsAfterAsync(DayClose close, CancellationToken cancellationToken)
    {
        var held = close.Positions.Select(position => position.Symbol).ToHashSet();
        var stored = await lots.QueryAsync(LotsOf(close.Date), string.Empty, cancellationToken).ConfigureAwait(false);
        var open = stored.SelectMany(row => row.Value.Lots).Where(lot => held.Contains(lot.Symbol)).ToList();
        return open.Select(lot => lot.Symbol).Distinct().Count() == held.Count
            ? open
            : throw new StorageException($"the lots of the close of {Iso(close.Date)} are not complete");
    }

    private async ValueTask StandAsync(Func<LocalDate?, LocalDate?> move, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var now = await standing.GetAsync(account, StandingRow, cancellationToken).ConfigureAwait(false);
            var next = new StandingClose(move(now?.Value.Date));
            var written = now is null
                ? await standing.InsertAsync(account, StandingRow, next, cancellationToken).ConfigureAwait(false)
                : await standing.ReplaceAsync(account, StandingRow, next, now.Version, cancellationToken).ConfigureAwait(false);
            if (written is not null)
            {
                return;
            }
        }

        throw new StorageException($"the standing close could not be moved in {MostTries} tries: other writers were always first");
    }

    private sealed record SymbolLots(IReadOnlyList<Lot> Lots);

    private sealed record StandingClose(LocalDate? Date);

    private sealed record Started(LocalDate Date, string? Version, DayStart Start);
}
