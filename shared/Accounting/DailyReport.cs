using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime.Text;
using Trading.Storage;

namespace Trading.Accounting;

/// <summary>The day's report: <c>reports/daily/2013-10-07.json</c> for machines, <c>.md</c> beside it for people.</summary>
public sealed class DailyReport(IBlobs blobs)
{
    /// <summary>The container of reports.</summary>
    public const string Container = "reports";

    private static readonly JsonSerializerOptions Indented = new(TradingJson.Options) { WriteIndented = true };

    /// <summary>Writes the report for machines.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask WriteJsonAsync(DayClose close, CancellationToken cancellationToken) =>
        await blobs.PutAsync(Container, NameOf(close, "json"), JsonSerializer.SerializeToUtf8Bytes(close, Indented), cancellationToken).ConfigureAwait(false);

    /// <summary>Writes the report for people.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask WriteTextAsync(DayClose close, CancellationToken cancellationToken) =>
        await blobs.PutAsync(Container, NameOf(close, "md"), Encoding.UTF8.GetBytes(TextOf(close)), cancellationToken).ConfigureAwait(false);

    /// <summary>The report as people read it.</summary>
    public static string TextOf(DayClose close)
    {
        var day = close.Summary;
        var text = new StringBuilder();
        Line(text, $"# {LocalDatePattern.Iso.Format(close.Date)}");
        Line(text, $"");
        Line(text, $"| | |");
        Line(text, $"|---|---|");
        Line(text, $"| Realized | {Dollars.WithSign(day.Realized)} |");
        Line(text, $"| Unrealized | {Dollars.WithSign(day.Unrealized)} |");
        Line(text, $"| Fees | {Dollars.WithSign(-day.Fees)} |");
        Line(text, $"| Total | {Dollars.WithSign(day.Total)} |");
        Line(text, $"| Trades | {day.Trades} ({day.Buys} buys, {day.Sells} sells) |");
        Line(text, $"| Wins, losses | {day.Wins}, {day.Losses} ({day.WinRate:0.0} %) |");
        Line(text, $"| Average win, loss | {Dollars.WithSign(day.AverageWin)}, {Dollars.WithSign(day.AverageLoss)} |");
        Line(text, $"| Largest drawdown | {Dollars.WithSign(-day.MaxDrawdown)} |");
        Line(text, $"| Best, worst | {Ranked(day.BestSymbol?.ToString(), day.BestSymbolPnl)}, {Ranked(day.WorstSymbol?.ToString(), day.WorstSymbolPnl)} |");
        Line(text, $"| Volume | ${day.Volume:0.00} |");
        Line(text, $"| Cash, holdings, equity | ${close.ObservedCash ?? close.BookCash:0.00}, ${close.Holdings:0.00}, ${close.Equity:0.00} |");
        Line(text, $"| Unexplained | {Dollars.WithSign(close.Unexplained)} |");
        Positions(text, close);
        return text.ToString();
    }

    private static void Positions(StringBuilder text, DayClose close)
    {
        if (close.Positions.Count == 0)
        {
            return;
        }

        Line(text, $"");
        Line(text, $"| Position | Shares | Average | Close | Unrealized |");
        Line(text, $"|---|---|---|---|---|");
        foreach (var held in close.Positions)
        {
            var name = held.IsExternal ? $"{held.Symbol} (external)" : held.Symbol.ToString();
            Line(text, $"| {name} | {held.Quantity} | {held.AveragePrice} | {held.Close} | {Dollars.WithSign(held.Unrealized)} |");
        }
    }

    private static string Ranked(string? symbol, decimal? pnl) => symbol is null ? "none" : $"{symbol} {Dollars.WithSign(pnl ?? 0m)}";

    private static string NameOf(DayClose close, string ending) => $"daily/{LocalDatePattern.Iso.Format(close.Date)}.{ending}";

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
