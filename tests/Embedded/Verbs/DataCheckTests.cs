using System.Text.Json;
using NodaTime;
using Trading.Embedded.Checks;
using Trading.Embedded.Rehearsal;
using Trading.Embedded.Storage;
using Trading.Market;
using Trading.Market.Archive;
using Trading.Operations.Preflights;
using Trading.Tests.Embedded.Market;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Embedded.Verbs;

/// <summary><c>check --mode data --lookback-hours</c>: PASS 0, FAIL 1, WARN 2, counted in sessions.</summary>
public sealed class DataCheckTests : IDisposable
{
    private static readonly LocalDate First = new(2012, 9, 4);
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>2013-10-07 is a Monday. What lies before the newest sessions that are asked for is not looked at.</summary>
    [Theory]
    [InlineData(24, "2013-10-07", null, 0)]
    [InlineData(24, "2013-10-07", "2013-10-03", 0)]
    [InlineData(72, "2013-10-07", "2013-10-03", 2)]
    [InlineData(48, "2013-10-07", "2013-10-04", 2)]
    [InlineData(24, "2013-10-04", null, 2)]
    [InlineData(24, "2013-10-03", null, 2)]
    [InlineData(24, "2013-09-30", null, 1)]
    public async Task The_newest_hours_alone_are_looked_at(int hours, string newest, string? missing, int exitCode)
    {
        Write("AIG", Date(newest), missing);
        Write("IBM", new LocalDate(2013, 10, 7), null);
        Assert.Equal(exitCode, (await LookAsync(folder.FullPath, hours)).ExitCode(strict: false));
    }

    [Fact]
    [Trait("Bug", "C4.35")]
    public async Task Nothing_to_look_at_fails()
    {
        var nothing = await LookAsync(null, 24);
        Assert.Equal(1, nothing.ExitCode(strict: false));
        Assert.Contains("there are no bars to look at", nothing.Text(strict: false), StringComparison.Ordinal);
        Assert.Equal(0, (await LookAsync(null, null)).ExitCode(strict: false));

        folder.Write("daily/AIG.csv", BarFolderWriter.Header);
        Assert.Equal(1, (await LookAsync(folder.FullPath, 24)).ExitCode(strict: false));
    }

    [Fact]
    public async Task The_archive_of_a_state_folder_is_looked_at()
    {
        var state = Path.Combine(folder.FullPath, "state");
        await KeepAsync(state, new LocalDate(2013, 10, 7));
        Assert.Equal(0, (await LookAsync(null, 24)).ExitCode(strict: false));
        await KeepAsync(state, new LocalDate(2013, 9, 27));
        var stale = await CheckAsync("--state", state, "--lookback-hours", "24", "--json");
        Assert.Equal((1, "FAIL"), (stale.ExitCode, JsonDocument.Parse(stale.Output).RootElement.GetProperty("result").GetString()));

        var archive = Directory.GetFiles(Path.Combine(state, "blobs", "bars"), "daily-2013-09-27*").Single();
        await File.WriteAllTextAsync(archive, "half");
        Assert.Contains("is no archive of bars", (await LookAsync(null, null)).Text(strict: false), StringComparison.Ordinal);
    }

    private static async Task KeepAsync(string state, LocalDate newest)
    {
        using var desk = DeskFolder.Open(state, new ManualClock(NewYork.At(newest, new LocalTime(20, 0))), Durability.Process);
        var store = new ArchiveStore(desk.Store);
        var pointer = await store.WriteAsync(newest, [new ArchivedBars(CalmBars.Before(Symbol.Parse("AIG"), newest.PlusDays(1)), IsListed: true)], default);
        Assert.True(await store.PlaceAsync(pointer, (await store.CurrentAsync(default))?.Version, default));
    }

    private static Task<FunctionAppProcess> CheckAsync(params string[] more) => FunctionAppProcess.RunAsync(["check", "--mode", "data", "--as-of", "2013-10-07", .. more]);

    private async Task<PreflightReport> LookAsync(string? bars, int? hours) => new(
        [.. await DataChecks.RunAsync(new DataRequest(bars, new LocalDate(2013, 10, 7), hours), Path.Combine(folder.FullPath, "state"), new ManualClock(NodaConstants.UnixEpoch), default)]);

    private void Write(string symbol, LocalDate through, string? missing)
    {
        BarFolderWriter.Write(folder, $"daily/{symbol}.csv", First, through);
        if (missing is not null)
        {
            var path = Path.Combine(folder.FullPath, "daily", $"{symbol}.csv");
            File.WriteAllLines(path, File.ReadAllLines(path).Where(line => !line.StartsWith(missing, StringComparison.Ordinal)));
        }
    }

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
