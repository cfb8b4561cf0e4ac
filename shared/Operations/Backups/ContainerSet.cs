using Trading.Operations.Retention;

namespace Trading.Operations.Backups;

/// <summary>A container of the store.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Holds">What it holds, for people.</param>
/// <param name="Kind">How long it is kept: a kind of <see cref="RetentionTable"/>.</param>
public sealed record StoredContainer(string Name, string Holds, string Kind)
{
    /// <summary>Whether its blobs grow by appends.</summary>
    public bool IsAppended { get; init; }

    /// <summary>What stands before the date in the names of its blobs.</summary>
    public string Prefix { get; init; } = string.Empty;
}

/// <summary>Every container of a store; a test compares the list with the code.</summary>
public static class ContainerSet
{
    /// <summary>All of them. One that holds two kinds stands there twice.</summary>
    public static IReadOnlyList<StoredContainer> All { get; } =
    [
        new("journal", "The journal, a blob a date", RetentionTable.Journal) { IsAppended = true },
        new("reports", "Daily, transaction and compliance reports", RetentionTable.AccountBooks),
        new("config", "The limits' file", RetentionTable.Life),
        new("control", "The kill switch's control file, the confirm token", RetentionTable.Life),
        new("health", "What the health check writes and reads back", RetentionTable.Life),
        new("bars", "The archive of daily bars, made anew each night", RetentionTable.Life),
        new("reference", "Sectors and earnings that people put there for the scan", RetentionTable.Life),
        new("decisions", "Material cycles, a blob a date", RetentionTable.Decisions) { IsAppended = true },
        new("watchlists", "Watchlists, the newest and by date", RetentionTable.Decisions),
        new(SnapshotNames.Container, "Snapshots of all records", RetentionTable.Snapshots) { Prefix = SnapshotNames.Folder },
        new(SnapshotNames.Container, "Daily copies of the configuration", RetentionTable.Configuration) { Prefix = ConfigurationCopy.Folder },
    ];
}
