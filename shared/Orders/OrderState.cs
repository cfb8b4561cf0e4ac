namespace Trading.Orders;

/// <summary>Where an order stands, as far as we know.</summary>
public enum OrderState
{
    /// <summary>Recorded as an intent; the broker has not been called, or we died before we knew.</summary>
    Reserved = 1,

    /// <summary>The broker's answer was unclear; only asking by client order id tells.</summary>
    Unknown = 2,

    /// <summary>The broker took it; nothing is filled. Accepted is not filled.</summary>
    Submitted = 3,

    /// <summary>Some shares are filled, the rest works.</summary>
    PartiallyFilled = 4,

    /// <summary>All shares are filled.</summary>
    Filled = 5,

    /// <summary>Canceled; shares filled before remain filled.</summary>
    Canceled = 6,

    /// <summary>Expired at the close or by the broker's rule; shares filled before remain filled.</summary>
    Expired = 7,

    /// <summary>The broker refused it.</summary>
    Rejected = 8,

    /// <summary>Another order took its place; shares filled before remain filled.</summary>
    Replaced = 9,

    /// <summary>Went to the dry-run ledger instead of the broker.</summary>
    DryRun = 10,
}
