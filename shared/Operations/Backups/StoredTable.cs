namespace Trading.Operations.Backups;

/// <summary>What a restore in place does with a table. A restore into an empty store writes every record of every table.</summary>
public enum OnRestore
{
    /// <summary>Nothing: it says what holds now (kill switch, gates, operators, limits), or the journal proves it (orders, executions) and a rebuild writes what is lost.</summary>
    Untouched = 1,

    /// <summary>Records that the store has lost come back; what is there stays as it is.</summary>
    MissingOnly,

    /// <summary>The records are made as they were; later ones go, and are worked out again.</summary>
    AsItWas,
}

/// <summary>Where a record's New York date stands, by which it grows old.</summary>
public enum DatedBy
{
    /// <summary>Nowhere: it does not grow old.</summary>
    Nothing = 1,

    /// <summary>At the end of the partition.</summary>
    Partition,

    /// <summary>It is the row.</summary>
    Row,
}

/// <summary>A table of the store.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Holds">What it holds, for people.</param>
/// <param name="Keys">Partition and row, for people.</param>
/// <param name="Kind">How long it is kept: a kind of <see cref="Retention.RetentionTable"/>.</param>
/// <param name="Restore">What a restore in place does with it.</param>
public sealed record StoredTable(string Name, string Holds, string Keys, string Kind, OnRestore Restore)
{
    /// <summary>Whether it belongs to the host or the simulated broker: machine facts may stand in it, so its content is not told in the journal.</summary>
    public bool IsHost { get; init; }

    /// <summary>Where its records' date stands.</summary>
    public DatedBy Dated { get; init; } = DatedBy.Nothing;

    /// <summary>Whether a record that is old enough may go: what still stands stays.</summary>
    public Func<string, bool> MayGo { get; init; } = static _ => true;
}
