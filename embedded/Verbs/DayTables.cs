using System.Globalization;
using NodaTime.Text;
using Spectre.Console;
using Trading.Embedded.Rehearsal;

namespace Trading.Embedded.Verbs;

/// <summary>One day's report as tables for people.</summary>
internal static class DayTables
{
    public static void Print(DayReport day)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.Write(new Markup($"[bold]{LocalDatePattern.Iso.Format(day.Date)}[/] {(day.Session ? "session" : "no session")}\n"));
        AnsiConsole.Write(Functions(day));
        if (!day.Session)
        {
            return;
        }

        AnsiConsole.MarkupLineInterpolated($"Scan       {day.Scan?.Candidates ?? 0} candidates of {day.Scan?.Symbols ?? 0} symbols in {day.Scan?.ElapsedMs ?? 0} ms");
        AnsiConsole.MarkupLineInterpolated($"Watchlist  {(day.Gate?.Fresh == true ? "fresh" : $"shut: {day.Gate?.Reason}")}");
        AnsiConsole.MarkupLineInterpolated($"Orders     {Orders(day.Orders)}");
        AnsiConsole.MarkupLineInterpolated($"PnL        {Pnl(day.Pnl)}");
        PrintPositions(day);
        PrintInvariants(day);
        AnsiConsole.MarkupLineInterpolated($"Journal    {day.Journal.Events} events, head {day.Journal.HeadHash}");
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
            table.AddRow(name, Text(counts.Fired), Text(counts.Ran), Text(counts.Skipped), Text(counts.Failed));
        }

        return table;
    }

    private static string Orders(OrderCounts orders)
    {
        var blocked = string.Join(", ", orders.Blocked.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"));
        return $"{orders.Intents} intents, {orders.Submitted} submitted, {orders.Filled} filled, {orders.PartiallyFilled} partly, {orders.Canceled} canceled, "
            + $"{orders.Rejected} rejected, {orders.Unknown} unknown{(blocked.Length == 0 ? string.Empty : $"; blocked: {blocked}")}";
    }

    private static string Pnl(PnlLine pnl) =>
        $"{Dollars(pnl.Total)} (realized {Dollars(pnl.Realized)}, unrealized {Dollars(pnl.Unrealized)}, fees ${pnl.Fees:0.00}), "
        + $"{pnl.Trades} trades, {pnl.Wins} won, {pnl.Losses} lost";

    private static void PrintPositions(DayReport day)
    {
        var text = day.Positions.Count == 0
            ? "none"
            : string.Join(", ", day.Positions.Select(line => $"{line.Symbol} {Text(line.Quantity)} @ {Text(line.AveragePrice)}"));
        AnsiConsole.MarkupLineInterpolated($"Positions  {text}");
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

    private static string Dollars(decimal value) => Trading.Accounting.Dollars.WithSign(value);

    private static string Text(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
