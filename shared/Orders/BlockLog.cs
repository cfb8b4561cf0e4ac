using NodaTime;
using NodaTime.Text;
using Trading.Journal;
using Trading.Market;
using Trading.Operations.Telemetry;
using Trading.Risk;
using Trading.Storage;

namespace Trading.Orders;

/// <summary>
/// Journals refused orders, each symbol, code and purpose once a trading date: the loop meets the same refusal every few seconds. Which were told is kept in table <c>blocks</c>,
/// partition = trading date, so that a restart does not tell them again.
/// </summary>
internal sealed class BlockLog(IRecords records, JournalWriter journal)
{
    private const string Table = "blocks";
    private readonly HashSet<string> told = new(StringComparer.Ordinal);

    public async ValueTask<bool> TellAsync(OrderIntent intent, Block block, CancellationToken cancellationToken)
    {
        var date = LocalDatePattern.Iso.Format(intent.TradingDate);
        var row = $"{intent.Symbol}:{block.Code}:{intent.Purpose}";
        if (IsTold(date, row) || await records.InsertAsync(Table, date, row, "{}", cancellationToken).ConfigureAwait(false) is null)
        {
            return false;
        }

        await journal.AppendAsync("order-blocked", intent.CorrelationId, OrderFacts.OfBlocked(intent, block.Code, block.Sentence), cancellationToken).ConfigureAwait(false);
        DeskMeters.Blocked(block.Code);
        return true;
    }

    /// <summary>Journals a candidate that was confirmed and for which no order was made (<c>entry-declined</c>), likewise once a trading date for each code.</summary>
    public async ValueTask TellAsync(LocalDate tradingDate, Symbol symbol, string correlation, Block block, CancellationToken cancellationToken)
    {
        var date = LocalDatePattern.Iso.Format(tradingDate);
        var row = $"{symbol}:{block.Code}:declined";
        if (!IsTold(date, row) && await records.InsertAsync(Table, date, row, "{}", cancellationToken).ConfigureAwait(false) is not null)
        {
            var data = new { block.Code, block.Sentence, Symbol = symbol, Side = OrderSide.Buy, Purpose = OrderPurpose.Entry };
            await journal.AppendAsync("entry-declined", correlation, data, cancellationToken).ConfigureAwait(false);
            DeskMeters.Blocked(block.Code);
        }
    }

    // Only the present date's rows are kept in memory.
    private bool IsTold(string date, string row)
    {
        lock (told)
        {
            if (!told.Contains(date))
            {
                told.Clear();
                told.Add(date);
            }

            return !told.Add(row);
        }
    }
}
