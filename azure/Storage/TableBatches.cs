using Trading.Storage;

namespace Trading.Adapters.Storage;

/// <summary>Parts many rows into what one transaction takes: 100 rows, none twice, and 4 MiB of request.</summary>
internal static class TableBatches
{
    /// <summary>Rows that a transaction takes.</summary>
    public const int MostRows = 100;

    // At worst every character is sent twice, in the JSON and in a column of its own, and takes six bytes each time.
    private const int MostCharacters = 300_000;
    private const int RowCost = 500;

    public static IEnumerable<List<RecordRow>> Of(IEnumerable<RecordRow> rows)
    {
        var batch = new List<RecordRow>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var characters = 0;
        foreach (var row in rows)
        {
            var cost = row.Json.Length + RowCost;
            if (batch.Count > 0 && (batch.Count == MostRows || characters + cost > MostCharacters || names.Contains(row.Row)))
            {
                yield return batch;
                (batch, characters) = ([], 0);
                names.Clear();
            }

            batch.Add(row);
            names.Add(row.Row);
            characters += cost;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
