using CsvHelper;

namespace Trading.Scanning;

/// <summary>A row of a CSV text, its fields by the names in the header.</summary>
/// <param name="Line">The line in the text, the header being line 1.</param>
/// <param name="Names">The header's names and places.</param>
/// <param name="Fields">The fields.</param>
internal sealed record CsvLine(long Line, IReadOnlyDictionary<string, int> Names, string[] Fields)
{
    /// <summary>The text of a column that the table was asked for.</summary>
    public string this[string name] => Fields[Names[name]];

    /// <summary>The symbol in a column.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public Market.Symbol Symbol(string name) => Market.Symbol.TryParse(this[name], out var symbol) ? symbol : throw Bad($"'{this[name]}' is not a symbol");

    /// <summary>The failure that <paramref name="what"/> is, with the line.</summary>
    public FormatException Bad(string what) => new($"line {Line}: {what}");
}

/// <summary>Reads a CSV text by RFC 4180: UTF-8, quotes honoured, a header, every row as long as the header.</summary>
internal static class CsvTable
{
    private static readonly CsvReaderOptions Strict = new()
    {
        HasHeader = false,
        Separator = ',',
        SkipEmptyLines = false,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    /// <summary>The rows after the header.</summary>
    /// <exception cref="FormatException">A column of <paramref name="required"/> is missing or twice, or a row is torn; the message says which.</exception>
    public static IReadOnlyList<CsvLine> Read(ReadOnlyMemory<byte> csv, params IReadOnlyList<string> required)
    {
        using var reader = CsvReader.Create(csv, Strict);
        var names = reader.Read() ? Header(reader.Current.ToArray(), required) : throw new FormatException("line 1: there is no header");
        var rows = new List<CsvLine>();
        while (reader.Read())
        {
            var row = new CsvLine(reader.LineNumber, names, reader.Current.ToArray());
            rows.Add(row.Fields.Length == names.Count ? row : throw row.Bad($"{row.Fields.Length} fields, and the header has {names.Count}"));
        }

        return rows;
    }

    private static Dictionary<string, int> Header(string[] fields, IReadOnlyList<string> required)
    {
        var names = new Dictionary<string, int>();
        for (var i = 0; i < fields.Length; i++)
        {
            if (!names.TryAdd(fields[i], i))
            {
                throw new FormatException($"line 1: column {fields[i]} is there twice");
            }
        }

        foreach (var name in required)
        {
            if (!names.ContainsKey(name))
            {
                throw new FormatException($"line 1: column {name} is missing");
            }
        }

        return names;
    }
}
