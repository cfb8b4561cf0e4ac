using System.Globalization;
using NodaTime.Text;
using Spectre.Console;
using Trading.Accounting;
using Trading.Embedded.Rehearsal;
using Trading.Time;

namespace Trading.Embedded.Verbs;

/// <summary>One day's report for people.</summary>
internal static class DayTables
{
    private const int MostAlerts = 12;

    public static void Print(DayReport day)
    {
        AnsiConsole.WriteLine();
        if (day.Session)
        {
            AnsiConsole.MarkupLineInterpolated($"[bold]{LocalDatePattern.Iso.Format(day.Date)}[/] session");
            AnsiConsole.Write(Functions(day));
            PrintSession(day);
        }
        else
        {
            var skipped = day.Functions.Values.Sum(counts => counts.Skipped);
            AnsiConsole.MarkupLineInterpolated($"[bold]{LocalDatePattern.Iso.Format(day.Date)}[/] no session ({ExchangeCalendar.Nyse.WhyClosed(day.Date)}): {skipped} fires skipped");
        }

        Line("Positions", Positions(day));
        PrintAlerts(day);
        PrintInvariants(day);
        Line("Journal", $"{day.Journal.Events} events, head {day.Journal.HeadHash}");
    }

    private static void PrintSession(DayReport day)
    {
        Line("Scan", day.Scan is { } scan ? $"{scan.Candidates} candidates of {scan.Symbols} symbols in {scan.ElapsedMs} ms" : "none");
        Line("Watchlist", day.Gate?.Fresh == true ? "fresh" : $"shut: {day.Gate?.Reason}");
        Line("Orders", Orders(day.Orders));
        Line("PnL", day.Pnl is { } pnl ? Pnl(pnl) : "not known: the books of the day were not closed");
    }

    private static Table Functions(DayReport day)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Function", "fired", "ran", "skipped", "failed");
        foreach (var column in table.Columns.Skip(1))
        {
            column.RightAligned();
        }

        foreach (var (name, counts) in day.Functions.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            table.AddRow(name, $"{counts.Fired}", $"{counts.Ran}", $"{counts.Skipped}", $"{counts.Failed}");
        }

        return table;
    }

    private static string Orders(OrderCounts orders)
    {
        var blocked = string.Join(", ", orders.Blocked.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"));
        return $"{orders.Intents} intents, {(orders.DryRun > 0 ? $"{orders.DryRun} to the dry-run ledger, " : string.Empty)}{orders.Submitted} submitted, {orders.Filled} filled, "
            + $"{orders.PartiallyFilled} partly, {orders.Canceled} canceled, {orders.Rejected} rejected, {orders.Unknown} unknown{(blocked.Length == 0 ? string.Empty : $"; blocked: {blocked}")}";
    }

    private static string Pnl(PnlLine pnl) =>
        $"realized {Dollars.WithSign(pnl.Realized)}, open {Dollars.WithSign(pnl.Unrealized)}, fees ${Text(pnl.Fees)}; {pnl.Trades} orders traded, round trips {pnl.Wins} won, {pnl.Losses} lost; "
        + $"equity ${(pnl.Equity is { } equity ? Text(equity) : "unknown")}";

    private static string Positions(DayReport day) => day.Positions.Count == 0
        ? "none"
        : string.Join(", ", day.Positions.Select(line => $"{line.Symbol} {line.Quantity.ToString("0.####", CultureInfo.InvariantCulture)} @ {Text(line.AveragePrice)}"));

    private static void PrintAlerts(DayReport day)
    {
        foreach (var alert in day.Alerts.Take(MostAlerts))
        {
            var about = alert.Sentence.Contains(alert.Subject, StringComparison.Ordinal) ? string.Empty : $" {alert.Subject}";
            Line("Alert", $"{alert.Severity} {alert.Code}{about}: {alert.Sentence}");
        }

        if (day.Alerts.Count > MostAlerts)
        {
            Line("Alert", $"{day.Alerts.Count - MostAlerts} more: see the journal of the day");
        }
    }

    private static void PrintInvariants(DayReport day)
    {
        var broken = day.Invariants.Where(pair => !pair.Value).Select(pair => pair.Key).Order(StringComparer.Ordinal).ToList();
        if (broken.Count == 0)
        {
            AnsiConsole.MarkupLineInterpolated($"Invariants [green]all {day.Invariants.Count} held[/]");
        }
        else
        {
            AnsiConsole.MarkupLineInterpolated($"Invariants [red]{string.Join(", ", broken)} broke[/]");
        }
    }

    private static void Line(string name, string text) => AnsiConsole.MarkupLineInterpolated($"{name,-10} {text}");

    private static string Text(decimal value) => value.ToString("#,0.00##", CultureInfo.InvariantCulture);
}
