using System.Text.Json;
using NodaTime;
using Trading.Market;

namespace Trading.Operations.Inquiry.Chains;

/// <summary>One step of a trade.</summary>
/// <param name="At">When it happened, UTC: of an execution, when it was executed, not when we heard of it.</param>
/// <param name="Kind"><c>candidate</c>, <c>decision</c>, the kind of a journal event, or <c>round-trip</c>.</param>
/// <param name="Id">What it is about: an order, an execution, a symbol.</param>
/// <param name="Sentence">One line for people.</param>
/// <param name="Data">All its numbers.</param>
public sealed record ChainItem(Instant At, string Kind, string Id, string Sentence, JsonElement Data);

/// <summary>A trade from the scan to its profit, in the order of time. Money is US dollars.</summary>
/// <param name="Id">What was asked for.</param>
/// <param name="Correlation">The chain it is in.</param>
/// <param name="Symbol">The symbol; null when no order and no candidate tells.</param>
/// <param name="Status"><c>not_sent</c>, <c>not_filled</c>, <c>open</c> or <c>closed</c>.</param>
/// <param name="Orders">The orders of the trade: entries, legs, moved stops, exits.</param>
/// <param name="Bought">Shares bought.</param>
/// <param name="Sold">Shares sold.</param>
/// <param name="Realized">(sell - buy) x shares as the books match them, gross of fees.</param>
/// <param name="Fees">The fees of both sides of what was closed.</param>
/// <param name="Net">Realized less fees.</param>
/// <param name="Items">The steps.</param>
public sealed record TradeChain(
    string Id,
    string Correlation,
    Symbol? Symbol,
    string Status,
    IReadOnlyList<string> Orders,
    decimal Bought,
    decimal Sold,
    decimal Realized,
    decimal Fees,
    decimal Net,
    IReadOnlyList<ChainItem> Items);
