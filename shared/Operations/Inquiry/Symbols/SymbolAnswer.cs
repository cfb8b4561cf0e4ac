using System.Text.Json;
using NodaTime;
using Trading.Control.Pauses;
using Trading.Market;
using Trading.Operations.Inquiry.Lists;

namespace Trading.Operations.Inquiry.Symbols;

/// <summary>Where a symbol stood in a day's scan.</summary>
/// <param name="Listed">Whether it is on the watchlist.</param>
/// <param name="Rank">1 for the first; null when it is not listed.</param>
/// <param name="Of">Candidates on the watchlist.</param>
/// <param name="Sentence">The scan's word of it.</param>
/// <param name="Candidate">Its levels, as the scan found them.</param>
public sealed record WatchlistPlace(bool Listed, int? Rank, int Of, string Sentence, JsonElement? Candidate);

/// <summary>Something that held entries back, and since when.</summary>
/// <param name="At">UTC.</param>
/// <param name="Kind">The journal's kind, or <c>entries_shut</c> for a cycle's word.</param>
/// <param name="Sentence">What.</param>
public sealed record HeldBack(Instant At, string Kind, string Sentence);

/// <summary>Why a symbol was bought on a date, or not.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Date">The New York date.</param>
/// <param name="Bought">Whether shares were bought in an entry of that date.</param>
/// <param name="Sentence">The answer in one line.</param>
/// <param name="Watchlist">Where it stood in the scan.</param>
/// <param name="Confirmed">Whether its boundary was confirmed while entries were open: a confirmed candidate leaves an order or a refusal.</param>
/// <param name="Refusals">What was refused, each code once, in the order of time.</param>
/// <param name="Orders">Its orders of the date and those that still work, oldest first.</param>
/// <param name="Owned">Our shares of it now.</param>
/// <param name="Pauses">The pauses that hold its entries back now.</param>
/// <param name="HeldBack">Kill switch, gates, loop and shut entries of the date, in the order of time.</param>
public sealed record SymbolAnswer(
    Symbol Symbol,
    LocalDate Date,
    bool Bought,
    string Sentence,
    WatchlistPlace Watchlist,
    bool Confirmed,
    IReadOnlyList<OrderLine> Refusals,
    IReadOnlyList<OrderLine> Orders,
    decimal Owned,
    IReadOnlyList<Pause> Pauses,
    IReadOnlyList<HeldBack> HeldBack);
