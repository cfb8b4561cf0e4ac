using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Trading.Embedded.Runtime;
using Trading.Embedded.Runtime.Catalog;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Runtime;

/// <summary>A host of a few functions on a hand-stepped clock. What happens outside the host, <see cref="World"/>, outlives it.</summary>
internal sealed class HostHarness(IRecords records, World world, params Type[] functions) : IDisposable
{
    public static readonly Instant Start = Instant.FromUtc(2026, 11, 20, 13, 0);

    private readonly ServiceProvider services = new ServiceCollection().AddSingleton(world).AddSingleton<DeterminismTests.ClockOf>().BuildServiceProvider();
    private FunctionHost? host;

    public HostHarness(params Type[] functions)
        : this(new MemoryStore(), new World(), functions)
    {
    }

    public ManualClock Clock { get; init; } = new(Start);

    public World World => world;

    public IRecords Records => records;

    public FunctionHost Host => host ??= Create();

    public DurableTaskClient Client => Host.Client;

    public List<string> Observed { get; } = [];

    public Func<string, bool> Suppress { get; init; } = static _ => false;

    public async Task<HostHarness> StartAsync()
    {
        await Host.StartAsync(default);
        return this;
    }

    /// <summary>Steps from one due instant to the next until nothing is due through <paramref name="seconds"/> after the start.</summary>
    public async Task RunToAsync(long seconds)
    {
        var end = Start + Duration.FromSeconds(seconds);
        while (Host.NextDue is { } due && due <= end)
        {
            Clock.Now = Instant.Max(Clock.Now, due);
            await Host.RunDueAsync(Clock.Now, default);
        }

        Clock.Now = Instant.Max(Clock.Now, end);
    }

    public async Task<OrchestrationMetadata> ReadAsync(string id) => (await Client.GetInstanceAsync(id, getInputsAndOutputs: true))!;

    /// <summary>The next process: other code perhaps, the same records, world and clock.</summary>
    public HostHarness Restarted(IRecords? on = null, params Type[] code) =>
        new(on ?? records, world, code.Length == 0 ? functions : code) { Clock = Clock, Suppress = Suppress };

    public void Dispose()
    {
        host?.Dispose();
        services.Dispose();
    }

    private FunctionHost Create() => new(
        FunctionCatalog.Discover(functions),
        services,
        records,
        Clock,
        new FunctionHostOptions { Observe = (name, kind, phase) => Observed.Add($"{kind} {name} {phase}"), Suppress = Suppress });
}

/// <summary>What functions do to the outside.</summary>
internal sealed class World
{
    public List<string> Log { get; } = [];

    public HashSet<string> Failing { get; } = [];

    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True the first time that a key is given, in whatever process.</summary>
    public bool First(string key) => Failing.Add(key);
}
