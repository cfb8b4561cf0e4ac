using System.Text.Json;
using Spectre.Console;

namespace Trading.Cli.Views;

/// <summary>An answer for people: its single values as lines, its lists as tables, what lies deeper under its name.</summary>
internal static class JsonScreen
{
    /// <param name="screen">Where to.</param>
    /// <param name="body">The answer.</param>
    /// <param name="columns">The columns of its lists; null for every single value of their first element.</param>
    public static void Print(IAnsiConsole screen, JsonElement body, IReadOnlyList<string>? columns = null)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            PrintMember(screen, string.Empty, body, columns);
            return;
        }

        var grid = new Grid().AddColumn().AddColumn();
        foreach (var member in body.EnumerateObject().Where(member => IsSingle(member.Value)))
        {
            grid.AddRow(new Markup($"[grey]{Markup.Escape(member.Name)}[/]"), new Text(Cell.Of(member.Value)));
        }

        screen.Write(grid);
        foreach (var member in body.EnumerateObject().Where(member => !IsSingle(member.Value)))
        {
            PrintMember(screen, member.Name, member.Value, columns);
        }
    }

    private static void PrintMember(IAnsiConsole screen, string name, JsonElement value, IReadOnlyList<string>? columns)
    {
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0)
        {
            return;
        }

        screen.WriteLine();
        if (value.ValueKind == JsonValueKind.Array && value[0].ValueKind == JsonValueKind.Object)
        {
            screen.Write(TableOf(name, value, columns));
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            screen.Write(new Markup($"[grey]{Markup.Escape(name)}[/]\n"));
            foreach (var item in value.EnumerateArray())
            {
                screen.Write(new Text($"  {Cell.Of(item)}\n"));
            }
        }
        else
        {
            screen.Write(new Markup($"[bold]{Markup.Escape(name)}[/]\n"));
            Print(screen, value, null);
        }
    }

    private static Table TableOf(string name, JsonElement rows, IReadOnlyList<string>? columns)
    {
        var names = columns?.Where(column => rows.EnumerateArray().Any(row => row.TryGetProperty(column, out _))).ToList();
        names = names is { Count: > 0 } ? names : [.. rows.EnumerateArray().SelectMany(row => row.EnumerateObject()).Where(member => IsSingle(member.Value)).Select(member => member.Name).Distinct()];
        var table = new Table { Border = TableBorder.Simple, Title = name.Length == 0 ? null : new TableTitle(Markup.Escape(name)) };
        foreach (var column in names)
        {
            var isNumber = rows.EnumerateArray().All(row => !row.TryGetProperty(column, out var cell) || cell.ValueKind is JsonValueKind.Number or JsonValueKind.Null);
            table.AddColumn(new TableColumn(Markup.Escape(column)) { Alignment = isNumber ? Justify.Right : Justify.Left });
        }

        foreach (var row in rows.EnumerateArray())
        {
            table.AddRow(names.Select(column => new Text(row.TryGetProperty(column, out var cell) ? Cell.Of(cell) : string.Empty)));
        }

        return table;
    }

    private static bool IsSingle(JsonElement value) => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);
}
