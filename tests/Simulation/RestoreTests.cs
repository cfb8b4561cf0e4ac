using NodaTime;
using Trading.Embedded.Rehearsal;
using Trading.Embedded.Storage;
using Trading.Functions.Embedded;
using Trading.Journal;
using Trading.Operations.Backups;
using Trading.Storage;
using Trading.Tests.Shared.Operations.Backups;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Simulation;

/// <summary>A rehearsed day, restored to eleven o'clock.</summary>
public sealed class RestoreTests : IDisposable
{
    private static readonly LocalDate Day = new(2013, 10, 7);
    private static readonly TableSet Tables = TableSet.Desk.With(HostTables.All);
    private readonly TempFolder folder = new();

    [SharedDataFact]
    [Trait("Bug", "C2.12")]
    [Trait("Bug", "C6.46")]
    public async Task A_restore_to_eleven_gives_back_exactly_the_records_of_that_moment_and_the_journal_holds()
    {
        var (state, into) = (Path.Combine(folder.FullPath, "state"), Path.Combine(folder.FullPath, "restored"));
        var watch = new Watch();
        var request = new RehearsalRequest(Day, 1, new DeskTerms(SharedData.Folder!, 1, 100_000m), state, null, false, new HashSet<string>(), []);
        await Rehearser.RunAsync(watch.App(), request, watch, CancellationToken.None);
        var before = new StateOf(state);
        var run = await FunctionAppProcess.RunAsync("restore", "--at", "2013-10-07T11:00", "--from", state, "--into", into, "--json");
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("\"snapshot\":\"2013-10-07T15-00-00Z\"", run.Output, StringComparison.Ordinal);

        using var hold = StateFolderLock.Take(into);
        using var store = FileStore.Open(hold, watch.Clock, Durability.Process);
        var restored = await BackedStore.DumpAsync(store, Tables);

        // The moment lies inside the job's own run: its row is the one thing that came between the timer and the look.
        var own = Assert.Single(restored.Except(watch.Eleven));
        Assert.StartsWith("runs/2013-10-07/BackupState:2013-10-07T15:00Z ", own, StringComparison.Ordinal);
        Assert.Equal(watch.Eleven, restored.Where(line => line != own));
        Assert.True(watch.Eleven.Count > 300);
        Assert.Contains(watch.Eleven, line => line.StartsWith("fills/", StringComparison.Ordinal));

        var journal = await new JournalCheck(store, new JournalAnchors(store)).CheckAsync(null, CancellationToken.None);
        Assert.True(journal.Intact);

        // The blob of the day is closed, and the restore told in the one of today.
        Assert.Equal(before.Events + 2, journal.Events);
        Assert.Equal("halt_all", File.ReadAllText(Path.Combine(into, "blobs", "control", "kill_switch")));
    }

    [SharedDataFact]
    public async Task A_restore_needs_no_records_of_the_old_folder_and_refuses_in_one_line()
    {
        var (state, into) = (Path.Combine(folder.FullPath, "state"), Path.Combine(folder.FullPath, "restored"));
        Assert.Equal(0, (await RehearsalRun.OfSharedBarsAsync(state, "2013-10-07", 1)).ExitCode);
        File.WriteAllText(Path.Combine(state, "tables", "records.log"), "lost");
        Assert.Equal(0, (await FunctionAppProcess.RunAsync("restore", "--at", "2013-10-07T16:45", "--from", state, "--into", into + Path.DirectorySeparatorChar)).ExitCode);
        foreach (var (args, line) in new[]
        {
            (new[] { "--at", "noon", "--from", state }, "--at 'noon': wants a New York time"),
            (["--at", "2013-10-07T09:00", "--from", state], "there is no snapshot at or before 2013-10-07T09:00 New York: the oldest is 2013-10-07T13-30-00Z"),
            (["--at", "2013-10-07T11:00", "--from", state, "--into", into], "it is there already"),
            (["--at", "9999-12-31T23:59:59Z", "--from", state], "wants a New York time"),
            (["--at", "2013-10-07T11:00", "--from", state + "x"], "there is no state folder"),
        })
        {
            var refused = await FunctionAppProcess.RunAsync(["restore", .. args]);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains(line, refused.Errors, StringComparison.Ordinal);
            Assert.Single(refused.Errors.TrimEnd().Split('\n'));
        }
    }

    public void Dispose() => folder.Dispose();

    /// <summary>The journal's length as its files have it.</summary>
    private sealed class StateOf(string state)
    {
        public int Events { get; } = Directory.EnumerateFiles(Path.Combine(state, "blobs", "journal")).Sum(file => File.ReadAllText(file).Count(letter => letter == '\n'));
    }

    /// <summary>Looks at every record at the moment at which the timer of eleven o'clock fires.</summary>
    private sealed class Watch : IRehearsalProgress
    {
        private IRecords? records;

        public ManualClock Clock { get; } = new(Instant.FromUtc(2026, 1, 1, 0, 0));

        public IReadOnlyList<string> Eleven { get; private set; } = [];

        public FunctionApp App()
        {
            var app = TradingApp.Create(Clock, static _ => throw new InvalidOperationException("a rehearsal draws nothing"));
            return app with
            {
                AddTrading = services =>
                {
                    records = (IRecords)services.Single(service => service.ServiceType == typeof(IRecords)).ImplementationInstance!;
                    app.AddTrading(services);
                },
            };
        }

        public void Fired(string function, Instant now)
        {
            if (function == "BackupState" && now == NewYork.At(Day, new LocalTime(11, 0)))
            {
                Eleven = BackedStore.DumpAsync(records!, Tables).GetAwaiter().GetResult();
            }
        }

        public void At(LocalDate date, Instant now)
        {
        }

        public void Done(DayReport day)
        {
        }
    }
}
