using NodaTime;
using Trading.Journal;
using Trading.Risk;

namespace Trading.Operations.Invariants;

/// <summary>Counts a day's entries in their order, each decision once, against the limits of their moment.</summary>
internal sealed class EntryCount(RiskLimits limits)
{
    private static readonly Duration Minute = Duration.FromMinutes(1);
    private readonly HashSet<string> groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Instant>> bySymbol = new(StringComparer.Ordinal);
    private readonly List<Instant> all = [];
    private readonly List<(RiskLimits Limits, Instant Until)> earlier = [];
    private RiskLimits current = limits;

    /// <summary>The limits under which something was bought.</summary>
    public HashSet<RiskLimits> Under { get; } = [];

    /// <summary>The most that a limit allowed while something was bought.</summary>
    public decimal Most(Func<RiskLimits, decimal> of) => Under.Max(of);

    /// <summary>Whether something of a symbol was bought.</summary>
    public bool Has(string symbol) => bySymbol.ContainsKey(symbol);

    /// <summary>Takes one event; the sentence that says what was exceeded, or null.</summary>
    public string? Take(JournalEvent one)
    {
        if (one.Kind == "limits-changed")
        {
            earlier.Add((current, one.At));
            current = LimitInvariant.LimitsIn(one);
        }

        var symbol = one.Text("symbol") ?? string.Empty;
        return one.IsSent("Entry") && groups.Add(one.Text("group") ?? one.Text("id") ?? string.Empty) ? Count(symbol, one.At) : null;
    }

    private string? Count(string symbol, Instant at)
    {
        var own = bySymbol.TryGetValue(symbol, out var known) ? known : bySymbol[symbol] = [];
        own.Add(at);
        all.Add(at);
        List<RiskLimits> held = [current, .. earlier.Where(each => each.Until + Minute > at).Select(each => each.Limits)];
        Under.UnionWith(held);
        var (often, most) = (InLastMinute(own, at), InLastMinute(all, at));
        var (day, minute) = (held.Max(each => each.EntriesPerSymbolPerDay), held.Max(each => each.EntriesPerMinutePerSymbol));

        // A bucket that is full lets its size through at once and refills over the minute.
        return own.Count > day || often > minute ? $"{own.Count} entries in {symbol}, {often} within a minute; {day} a day and {minute} a minute are allowed"
            : most > 2 * held.Max(each => each.EntriesPerMinute) ? $"{most} entries within a minute; {held.Max(each => each.EntriesPerMinute)} a minute are allowed"
            : bySymbol.Count > held.Max(each => each.NewPositionsPerDay) ? $"entries in {bySymbol.Count} symbols; {held.Max(each => each.NewPositionsPerDay)} new positions a day are allowed"
            : null;
    }

    private static int InLastMinute(List<Instant> times, Instant at) => times.Count(time => time + Minute > at);
}
