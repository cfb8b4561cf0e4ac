using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Spectre.Console;

namespace Trading.Bench;

/// <summary>The table of results: on the screen, and as latest.json and latest.md in bench/results, where the last ones are kept.</summary>
internal static class Results
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes rows to a file.</summary>
    public static void Write(string path, IReadOnlyList<Measurement> rows) => File.WriteAllText(path, JsonSerializer.Serialize(rows, Json) + "\n");

    /// <summary>Reads rows from a file.</summary>
    public static IReadOnlyList<Measurement> Read(string path) => JsonSerializer.Deserialize<Measurement[]>(File.ReadAllText(path), Json)!;

    /// <summary>Prints the table.</summary>
    public static void Show(IEnumerable<Measurement> rows)
    {
        var table = new Table().AddColumns("benchmark", "what", "result", "limit", "kept").RoundedBorder();
        foreach (var row in rows)
        {
            table.AddRow(row.Benchmark, Markup.Escape(row.What), $"{Figure(row.Value)} {row.Unit}", Limit(row), row.Kept ? "[green]yes[/]" : "[red]no[/]");
        }

        AnsiConsole.Write(table);
    }

    /// <summary>Puts the rows of the benchmarks that ran in the place of their last ones.</summary>
    public static void Save(IReadOnlyList<Measurement> rows)
    {
        var folder = Directory.CreateDirectory(Path.Combine(SourceFolder(), "results")).FullName;
        var json = Path.Combine(folder, "latest.json");
        var kept = File.Exists(json) ? Read(json).Where(old => rows.All(row => row.Benchmark != old.Benchmark)) : [];
        var all = kept.Concat(rows).OrderBy(row => row.Benchmark, StringComparer.Ordinal).ToArray();
        Write(json, all);
        File.WriteAllText(Path.Combine(folder, "latest.md"), ToMarkdown(all));
    }

    private static string ToMarkdown(IEnumerable<Measurement> rows)
    {
        var text = new StringBuilder("| benchmark | what | result | limit |\n| --- | --- | ---: | ---: |\n");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Benchmark} | {row.What} | {Figure(row.Value)} {row.Unit} | {Limit(row)} |\n");
        }

        return text.ToString();
    }

    private static string Limit(Measurement row) =>
        row.Limit is { } limit ? $"{Figure(limit)} {row.Unit}"
        : row.Least is { } least ? $"at least {Figure(least)} {row.Unit}"
        : string.Empty;

    private static string Figure(double value) => value.ToString(value < 100 ? "0.##" : "#,0", CultureInfo.InvariantCulture);

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
