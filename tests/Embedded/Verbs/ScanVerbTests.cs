using System.Text.Json;
using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Verbs;

public sealed class ScanVerbTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SharedDataTheory]
    [InlineData("2013-10-04", "", "daily_candidates_2013-10-04.csv")]
    [InlineData("2013-10-04", "--reference-calendar", "daily_candidates_2013-10-04.reference-calendar.csv")]
    [InlineData("2015-12-22", "", "daily_candidates_2015-12-22.csv")]
    public async Task It_writes_the_references_candidates_in_the_references_order(string asOf, string option, string expected)
    {
        string[] more = option.Length == 0 ? [] : [option];
        var run = await FunctionAppProcess.RunAsync(
            ["scan", "--bars", SharedData.Path("daily"), "--sectors", SharedData.Path("sectors.csv"), "--as-of", asOf, "--out", folder.FullPath, "--json", .. more]);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Errors));
        var wanted = await File.ReadAllLinesAsync(SharedData.Path("expected", expected));
        var found = await File.ReadAllLinesAsync(Path.Combine(folder.FullPath, "daily_candidates.csv"));
        Assert.Equal(wanted.Select(Key), found.Select(Key));
        var figures = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(wanted.Length - 1, figures.GetProperty("candidates").GetInt32());
        Assert.True(File.Exists(Path.Combine(folder.FullPath, "manifest.json")));
        Assert.Equal(wanted.Length - 1, (await File.ReadAllLinesAsync(Path.Combine(folder.FullPath, "tradingview_watchlist.txt"))).Length);
    }

    // Each cell is compared where the scan is tested; here it is the verb's way to it.
    private static string Key(string row) => string.Join(',', row.Split(',').Where((_, column) => column is 1 or 2 or 4 or 12 or 13 or 14));
}
