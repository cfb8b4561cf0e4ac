using System.Globalization;
using CsvHelper;
using NodaTime.Text;
using Trading.Accounting;

namespace Trading.Operations.Inquiry.Exports;

/// <summary>
/// Executions as CSV (RFC 4180, UTF-8, one header line). Columns: execution_id, order_id, broker_order_id (the ids); trading_date (New York, yyyy-MM-dd); executed_at (UTC, ISO 8601);
/// symbol; side (Buy, Sell); quantity (shares); price (dollars a share); fee (dollars); amount (dollars the execution brought, below zero for a purchase, fees left out);
/// strategy; correlation_id; external (true when not ordered by the desk). A text that a spreadsheet would run as a formula gets an apostrophe in front.
/// </summary>
public static class TradesCsv
{
    private static readonly string[] Columns =
        ["execution_id", "order_id", "broker_order_id", "trading_date", "executed_at", "symbol", "side", "quantity", "price", "fee", "amount", "strategy", "correlation_id", "external"];

    private static readonly CsvWriterOptions Plain = new() { HasHeader = false, NewLine = "\r\n" };

    /// <summary>The whole file.</summary>
    public static byte[] Write(IReadOnlyList<BookedFill> fills)
    {
        using var file = new MemoryStream();
        using (var csv = CsvWriter.Create(file, Plain, leaveOpen: true))
        {
            csv.WriteRecord(Columns);
            foreach (var fill in fills)
            {
                csv.WriteRecord(Fields(fill));
            }
        }

        return file.ToArray();
    }

    private static string[] Fields(BookedFill fill) =>
    [
        Safe(fill.Id),
        Safe(fill.OrderId),
        Safe(fill.BrokerOrderId),
        LocalDatePattern.Iso.Format(fill.TradingDate),
        InstantPattern.ExtendedIso.Format(fill.At),
        Safe(fill.Symbol.ToString()),
        fill.Side.ToString(),
        Number(fill.Quantity.Value),
        Number(fill.Price.Value),
        Number(fill.Fee),
        Number(fill.CashFlow),
        Safe(fill.Strategy),
        Safe(fill.CorrelationId),
        fill.IsExternal ? "true" : "false",
    ];

    private static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    // Texts only: a number below zero begins with what is escaped here.
    private static string Safe(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
}
