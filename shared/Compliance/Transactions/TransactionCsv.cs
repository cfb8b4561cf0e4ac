using CsvHelper;
using Trading.Scanning;

namespace Trading.Compliance.Transactions;

/// <summary>The file of a transaction report: a header even without a line, commas, line feeds, UTF-8.</summary>
internal static class TransactionCsv
{
    private static readonly string[] Columns =
    [
        "execution_id", "time_utc", "time_new_york", "symbol", "side", "quantity", "price", "fee", "venue", "client_order_id", "broker_order_id", "account", "capacity", "strategy",
    ];

    private static readonly CsvWriterOptions Plain = new() { HasHeader = false, NewLine = "\n" };

    public static byte[] Write(IEnumerable<TransactionLine> lines)
    {
        using var file = new MemoryStream();
        using (var writer = CsvWriter.Create(file, Plain, leaveOpen: true))
        {
            writer.WriteRecord(Columns);
            foreach (var line in lines)
            {
                writer.WriteRecord(
                [
                    line.ExecutionId, line.TimeUtc, line.TimeNewYork, line.Symbol, line.Side, line.Quantity, line.Price, line.Fee, line.Venue, line.OrderId,
                    line.BrokerOrderId, line.Account, line.Capacity, line.Strategy,
                ]);
            }
        }

        return file.ToArray();
    }

    /// <exception cref="FormatException">The file is torn or lacks a column.</exception>
    public static IReadOnlyList<TransactionLine> Read(ReadOnlyMemory<byte> csv) =>
    [
        .. CsvTable.Read(csv, Columns).Select(row => new TransactionLine(
            row["execution_id"], row["time_utc"], row["time_new_york"], row["symbol"], row["side"], row["quantity"], row["price"], row["fee"], row["venue"],
            row["client_order_id"], row["broker_order_id"], row["account"], row["capacity"], row["strategy"])),
    ];
}
