using System.Text;
using CsvHelper;

namespace Trading.Market.Universe;

/// <summary>What a list of holdings says.</summary>
/// <param name="Tickers">The tickers of its stocks as the issuer spells them, each once, in the file's order.</param>
/// <param name="Skipped">The rows that are no stock (cash, futures, notes at the end), as <c>line 12: CASH (Cash and/or Derivatives)</c>.</param>
public sealed record HoldingsList(IReadOnlyList<string> Tickers, IReadOnlyList<string> Skipped);

/// <summary>
/// Reads an index fund's holdings as the issuers publish them: some lines about the fund first, then a header with a column of tickers, then the rows, and small print at the end. What is no stock is
/// told by the column of asset classes where there is one, and by a ticker that is none.
/// </summary>
public static class HoldingsCsv
{
    private const int MostPreamble = 120;
    private const int LongestTicker = 10;
    private static readonly HashSet<string> TickerNames = new(["ticker", "symbol", "holding ticker", "stock ticker", "ticker symbol", "holdings ticker"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> ClassNames = new(["asset class", "security type", "asset type", "type", "holding type"], StringComparer.OrdinalIgnoreCase);
    private static readonly string[] StockWords = ["equity", "stock", "common", "share", "reit", "adr"];
    private static readonly HashSet<string> NoTickers = new(["", "-", "--", "N/A", "NA", "NONE", "NULL", "CASH", "USD", "CASH_USD", "US DOLLAR"], StringComparer.OrdinalIgnoreCase);
    private static readonly CsvReaderOptions Loose = new() { HasHeader = false, Separator = ',', SkipEmptyLines = false, TrackLineNumbers = true };

    /// <summary>Reads a file.</summary>
    /// <exception cref="MarketDataException">It has no column of tickers, or no stock: an empty list is no universe.</exception>
    public static HoldingsList Read(ReadOnlyMemory<byte> csv, string name)
    {
        var (tickers, skipped, known) = (new List<string>(), new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        using var reader = CsvReader.Create(WithoutMark(csv), Loose);
        var (ticker, kind) = Header(reader, name);
        while (reader.Read())
        {
            string[] fields = reader.Current.ToArray();
            var text = fields.Length > ticker ? fields[ticker].Trim() : string.Empty;
            var type = kind >= 0 && fields.Length > kind ? fields[kind].Trim() : null;
            if (!IsStock(text, type, fields.Length > ticker))
            {
                skipped.Add(Skip(reader.LineNumber, text, type, fields));
            }
            else if (known.Add(text))
            {
                tickers.Add(text);
            }
        }

        return tickers.Count > 0 ? new HoldingsList(tickers, skipped) : throw new MarketDataException($"{name} lists no stock: put the fund's holdings there as its issuer publishes them");
    }

    private static (int Ticker, int Kind) Header(CsvReader reader, string name)
    {
        for (var line = 0; line < MostPreamble && reader.Read(); line++)
        {
            string[] fields = reader.Current.ToArray();
            var ticker = Array.FindIndex(fields, field => TickerNames.Contains(field.Trim()));
            if (ticker >= 0 && fields.Length > 1)
            {
                return (ticker, Array.FindIndex(fields, field => ClassNames.Contains(field.Trim())));
            }
        }

        throw new MarketDataException($"{name} has no column Ticker or Symbol in its first {MostPreamble} lines: put the fund's holdings there as its issuer publishes them");
    }

    private static bool IsStock(string ticker, string? type, bool isRow) =>
        isRow && !NoTickers.Contains(ticker) && ticker.Length <= LongestTicker && char.IsAsciiLetter(ticker[0]) && ticker.All(IsTickerLetter)
        && (string.IsNullOrEmpty(type) || Array.Exists(StockWords, word => type.Contains(word, StringComparison.OrdinalIgnoreCase)));

    private static bool IsTickerLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '/' or ' ';

    private static string Skip(long line, string ticker, string? type, string[] fields)
    {
        var what = ticker.Length > 0 ? ticker : fields.FirstOrDefault(field => field.Trim().Length > 0) ?? "empty";
        const int longest = 40;
        return $"line {line}: {(what.Length > longest ? what[..longest] : what)}{(string.IsNullOrEmpty(type) ? string.Empty : $" ({type})")}";
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> csv) => csv.Span.StartsWith(Encoding.UTF8.Preamble) ? csv[Encoding.UTF8.Preamble.Length..] : csv;
}
