using NodaTime;
using NodaTime.Text;
using Trading.Market;

namespace Trading.Scanning;

/// <summary>The dates on which companies report earnings.</summary>
public sealed class EarningsCalendar(IReadOnlyDictionary<Symbol, IReadOnlyList<LocalDate>> reports)
{
    private const int DaysAhead = 2;

    /// <summary>Reads a CSV text (UTF-8) with the columns symbol and date (yyyy-MM-dd), one report a row.</summary>
    /// <exception cref="FormatException">A row cannot be read; the message says which.</exception>
    public static EarningsCalendar Parse(ReadOnlyMemory<byte> csv)
    {
        var found = new Dictionary<Symbol, IReadOnlyList<LocalDate>>();
        foreach (var row in CsvTable.Read(csv, "symbol", "date"))
        {
            var symbol = row.Symbol("symbol");
            var date = LocalDatePattern.Iso.Parse(row["date"]);
            found[symbol] = [.. found.GetValueOrDefault(symbol, []), date.Success ? date.Value : throw row.Bad($"'{row["date"]}' is not a date as yyyy-MM-dd")];
        }

        return new EarningsCalendar(found);
    }

    /// <summary>Whether <paramref name="symbol"/> reports on <paramref name="tradingDate"/> or within two calendar days after it; every date counts, the nearest above all.</summary>
    public bool IsNear(Symbol symbol, LocalDate tradingDate) =>
        reports.TryGetValue(symbol, out var dates) && dates.Any(date => date >= tradingDate && date <= tradingDate.PlusDays(DaysAhead));
}
