namespace Trading.Orders;

/// <summary>What became of an intent at the door.</summary>
public enum GatewayOutcome
{
    /// <summary>The broker has it: taken now, or found there.</summary>
    Sent = 1,

    /// <summary>It was dealt with before; nothing was done now.</summary>
    AlreadySent,

    /// <summary>It went to the dry-run ledger.</summary>
    DryRun,

    /// <summary>A check refused it. The broker was not called and the id is still free.</summary>
    Blocked,

    /// <summary>The broker refused it.</summary>
    Rejected,

    /// <summary>The broker's answer was unclear: it may or may not exist there.</summary>
    Unknown,
}

/// <summary>What became of an intent, and why.</summary>
/// <param name="Outcome">What.</param>
/// <param name="Code">A code: of the block, or the outcome's own.</param>
/// <param name="Sentence">The sentence with the numbers.</param>
/// <param name="Orders">Its orders as the book has them now; none when it was blocked.</param>
public sealed record GatewayResult(GatewayOutcome Outcome, string Code, string Sentence, IReadOnlyList<Order> Orders);
