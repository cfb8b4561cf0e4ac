using Trading.Orders;

namespace Trading.Execution.Requests;

/// <summary>One lot of which shares are to be sold.</summary>
/// <param name="EntryId">The entry order's id.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Held">Shares it has now.</param>
/// <param name="Keep">Shares that stay.</param>
public sealed record AskedExit(string EntryId, string Symbol, decimal Held, decimal Keep);

/// <summary>An order whose cancel was asked for.</summary>
/// <param name="Id">The order.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Kind"><c>entry</c>, <c>exit</c> or <c>protective</c>.</param>
/// <param name="State">Where it stands now; a cancel that was taken may take a moment.</param>
/// <param name="Why">Why it was not cancelled, or null.</param>
public sealed record CancelLine(string Id, string Symbol, string Kind, OrderState State, string? Why);

/// <summary>What became of a request to sell.</summary>
/// <param name="Exits">The lots and what is to stay of each; empty when there is nothing of ours.</param>
/// <param name="Cancelled">Entries that were taken back, or could not be, because they would add to what is sold.</param>
/// <param name="Refusal">Why nothing was asked for: a code and its sentence, or null.</param>
public sealed record ExitAnswer(IReadOnlyList<AskedExit> Exits, IReadOnlyList<CancelLine> Cancelled, (string Code, string Sentence)? Refusal)
{
    /// <summary>Nothing was asked for.</summary>
    public static ExitAnswer Refused(string code, string sentence) => new([], [], (code, sentence));
}
