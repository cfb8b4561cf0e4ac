using NodaTime;
using NodaTime.Text;
using Trading.Operations.Inquiry.Lists;
using Trading.Orders;
using Trading.Time;

namespace Trading.Operations.Inquiry.Symbols;

/// <summary>The answer in one line: what was bought, or the last thing that stood in the way.</summary>
internal static class SymbolSentence
{
    public static string Of(LocalDate date, IReadOnlyList<OrderLine> entries, SymbolDay day)
    {
        var bought = entries.Where(line => !line.Filled.IsZero).ToList();
        return bought.Count > 0 ? $"bought {bought.Sum(line => line.Filled.Value):0.######} at {Average(bought):0.00##}: {bought[0].Reason}"
            : entries.Count > 0 ? $"ordered and not bought: {entries[^1].State}{(entries[^1].Reason is { } reason ? $": {reason}" : string.Empty)}"
            : ExchangeCalendar.Nyse.SessionOn(date) is null ? $"not bought: {LocalDatePattern.Iso.Format(date)} is no session"
            : day.Refusals.FindLast(line => line.Purpose == OrderPurpose.Entry) is { } refusal ? $"not bought: {refusal.Reason}"
            : !day.Place.Listed ? $"not bought: {day.Place.Sentence}"
            : $"not bought: on the watchlist ({day.Place.Sentence}), and its boundary was never confirmed while entries were open{Shut(day)}";
    }

    private static decimal Average(List<OrderLine> bought) =>
        bought.Sum(line => line.Filled.Value * (line.AverageFillPrice?.Value ?? 0m)) / bought.Sum(line => line.Filled.Value);

    private static string Shut(SymbolDay day) => day.HeldBack.LastOrDefault(one => one.Kind == "entries_shut") is { } shut ? $"; entries were shut: {shut.Sentence}" : string.Empty;
}
