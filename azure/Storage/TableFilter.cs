namespace Trading.Adapters.Storage;

/// <summary>Which rows of a table are asked for. Keys hold no character that a filter would have to be guarded from.</summary>
internal static class TableFilter
{
    /// <summary>The whole table.</summary>
    public static string? All => null;

    /// <summary>The rows of one partition that start with a prefix: from the prefix on, up to the first text that is past all of them.</summary>
    public static string Of(string partition, string prefix) => prefix.Length == 0
        ? $"PartitionKey eq '{partition}'"
        : $"PartitionKey eq '{partition}' and RowKey ge '{prefix}' and RowKey lt '{prefix[..^1]}{(char)(prefix[^1] + 1)}'";
}
