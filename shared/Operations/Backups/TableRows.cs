using Trading.Storage;

namespace Trading.Operations.Backups;

/// <summary>All records of one table, in ordinal order of partition, then row.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Rows">Its records.</param>
public sealed record TableRows(string Table, IReadOnlyList<StoredRecord> Rows);
