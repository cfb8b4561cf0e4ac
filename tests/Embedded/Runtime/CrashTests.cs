using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using NodaTime;
using Trading.Embedded.Storage;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Runtime;

/// <summary>A process that dies at any write, and its successors, end like one that lives.</summary>
public sealed class CrashTests
{
    private const string Id = "trip-2026-11-20";
    private const string Expected = """{"Round":4,"Seen":["go"],"Applied":["1","2","3"]}""";

    private static readonly Type[] Code = [typeof(Starter), typeof(Caller), typeof(Rounds)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_death_at_any_one_write_changes_nothing(bool afterwards)
    {
        var deaths = 0;
        for (var at = 1; await LiveAsync(new MemoryStore(), new World(), life => life == 1 ? at : int.MaxValue, afterwards) > 1; at++)
        {
            deaths++;
        }

        Assert.InRange(deaths, 40, 90);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task A_death_at_every_few_writes_changes_nothing(int writes) =>
        Assert.InRange(await LiveAsync(new MemoryStore(), new World(), _ => writes, afterwards: true), 5, 100);

    [Fact]
    public async Task The_file_store_keeps_what_the_next_process_needs()
    {
        using var folder = new TempFolder();
        var clock = new ManualClock(HostHarness.Start);
        var world = new World();
        var lives = 0;
        for (var done = false; !done && lives < 200; lives++)
        {
            using var held = StateFolderLock.Take(folder.FullPath);
            using var store = FileStore.Open(held, clock, Durability.Process);
            done = await LiveOnceAsync(new CrashingRecords(store, 4, afterwards: true), world, clock);
        }

        Assert.InRange(lives, 5, 100);
    }

    // A store that fails and lives on is not a death: the same host reads again what it is no longer sure of.
    [Fact]
    public async Task A_host_outlives_a_store_that_fails_now_and_then()
    {
        var store = new MemoryStore();
        using var harness = await new HostHarness(store, new World(), Code).StartAsync();
        var chance = new Random(20261120);
        store.Fails = _ => chance.Next(4) == 0;
        for (var tries = 0; tries < 500 && harness.Clock.Now < HostHarness.Start + Duration.FromMinutes(10); tries++)
        {
            try
            {
                await harness.RunToAsync(600);
            }
            catch (StorageException)
            {
                // The next step tries again.
            }
        }

        store.Fails = null;
        await ExpectAsync(harness);
    }

    private static async Task<int> LiveAsync(MemoryStore store, World world, Func<int, int> dieAt, bool afterwards)
    {
        var clock = new ManualClock(HostHarness.Start);
        for (var life = 1; ; life++)
        {
            Assert.True(life < 200, "no life gets any further");
            if (await LiveOnceAsync(new CrashingRecords(store, dieAt(life), afterwards), world, clock))
            {
                return life;
            }
        }
    }

    private static async Task<bool> LiveOnceAsync(CrashingRecords records, World world, ManualClock clock)
    {
        using var harness = new HostHarness(records, world, Code) { Clock = clock };
        try
        {
            await harness.StartAsync();
            await harness.RunToAsync(600);
        }
        catch (CrashException)
        {
            return false;
        }

        // A death inside a function is, to the host, a function that threw.
        if (records.Died)
        {
            return false;
        }

        await ExpectAsync(harness);
        return true;
    }

    private static async Task ExpectAsync(HostHarness harness)
    {
        var read = await harness.ReadAsync(Id);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, read.RuntimeStatus);
        Assert.Equal(Expected, read.SerializedOutput);
        Assert.Equal(["1", "2", "3", "done"], harness.World.Log.Distinct());
    }

    internal sealed record State(int Round, string[] Seen, string[] Applied);

    internal sealed class Starter
    {
        private static readonly StartOrchestrationOptions Once = new StartOrchestrationOptions(Id)
            .WithDedupeStatuses(OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Completed);

        [Function("Starter")]
        public static async Task Run([TimerTrigger("*/20 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client)
        {
            if (await client.GetInstanceAsync(Id) is null)
            {
                await client.ScheduleNewOrchestrationInstanceAsync(nameof(Rounds), new State(1, [], []), Once);
            }
        }
    }

    internal sealed class Caller
    {
        [Function("Caller")]
        public static async Task Run([TimerTrigger("55 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client)
        {
            if (timer.ScheduleStatus is not null && await client.GetInstanceAsync(Id) is { IsRunning: true })
            {
                await client.RaiseEventAsync(Id, "GO", "go");
            }
        }
    }

    internal sealed class Rounds
    {
        [Function("Rounds")]
        public static async Task<State> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            var state = context.GetInput<State>()!;
            var go = context.WaitForExternalEvent<string>("go");
            var retry = TaskOptions.FromRetryPolicy(new RetryPolicy(4, TimeSpan.FromSeconds(5), 2));
            var applied = await context.CallActivityAsync<string>("Apply", state.Round, retry);
            using var stop = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromSeconds(30), stop.Token);
            string[] seen = state.Seen;
            if (await Task.WhenAny(go, timer) == go)
            {
                stop.Cancel();
                seen = [.. seen.Append(await go).Distinct()];
            }

            state = new State(state.Round + 1, seen, [.. state.Applied, applied]);
            if (state.Round <= 3)
            {
                context.ContinueAsNew(state);
                return state;
            }

            await context.CallActivityAsync("Apply", 0);
            return state;
        }

        // At least once: the effect is the same however often it is applied. The first call of each round fails.
        [Function("Apply")]
        public static string Apply([ActivityTrigger] int round, FunctionContext context)
        {
            var world = (World)context.InstanceServices.GetService(typeof(World))!;
            if (round > 0 && world.First($"round {round}"))
            {
                throw new TimeoutException("not yet");
            }

            var effect = round == 0 ? "done" : $"{round}";
            world.Log.Add(effect);
            return effect;
        }
    }
}
