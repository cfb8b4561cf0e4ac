using NodaTime;
using Trading.Control;
using Trading.Journal;
using Trading.Operations;
using Trading.Tests.Shared.Orders;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Control;

/// <summary>Many calls to the broker that ask the kill switch, and one or two kills among them, in an order that a seed decides.</summary>
internal sealed class KillRace : IDisposable
{
    private static readonly ManualClock Clock = new(Instant.FromUtc(2013, 10, 7, 14, 30));
    private readonly Turnstile turns;
    private readonly Random random;
    private readonly SteppedStore stepped;
    private readonly JournalWriter journal;
    private readonly KillSwitch kill;

    public KillRace(int seed)
    {
        (random, turns) = (new Random(seed), new Turnstile(new Random(seed)));
        var store = new MemoryStore(Clock);
        (stepped, journal) = (new SteppedStore(store, turns), new JournalWriter(store, Clock));
        kill = new KillSwitch(stepped, stepped, "paper", journal, new Alerts(store, journal, new SilentNotifier(), Clock), Clock);
    }

    /// <summary>Calls that began though the stored kill forbids them.</summary>
    public int Past { get; private set; }

    /// <summary>Calls that began before the kill was stored, or that it allows.</summary>
    public int Begun { get; private set; }

    /// <summary>Exits that began on close_only.</summary>
    public int ExitsOnCloseOnly { get; private set; }

    /// <summary>Calls that did not begin.</summary>
    public int Forbidden { get; private set; }

    public async Task RunAsync(int calls)
    {
        var work = Enumerable.Range(0, calls).Select(_ => CallAsync(random.Next(2) == 0, random.Next(8))).Append(KillAsync(random.Next(12))).ToList();
        turns.Run();
        Assert.All(work, each => Assert.True(each.IsCompletedSuccessfully, "somebody waits for what is not a turn"));
        await Task.WhenAll(work);
    }

    public void Dispose() => journal.Dispose();

    private async Task CallAsync(bool isEntry, int pauses)
    {
        await PauseAsync(pauses);
        var call = await kill.StartAsync(mode => mode == KillMode.Off || (mode == KillMode.CloseOnly && !isEntry), () => BeginAsync(isEntry), default);
        Forbidden += call.Call is null ? 1 : 0;
        await (call.Call ?? Task.FromResult(true));
    }

    private async ValueTask<bool> BeginAsync(bool isEntry)
    {
        Past += stepped.Stored == KillMode.HaltAll || (stepped.Stored == KillMode.CloseOnly && isEntry) ? 1 : 0;
        ExitsOnCloseOnly += stepped.Stored == KillMode.CloseOnly ? 1 : 0;
        Begun++;
        await turns.TurnAsync();
        return true;
    }

    private async Task KillAsync(int pauses)
    {
        await PauseAsync(pauses);
        await kill.EscalateAsync(random.Next(2) == 0 ? KillMode.CloseOnly : KillMode.HaltAll, KillSources.Http, "anna", "test", default);
        if (random.Next(4) == 0)
        {
            await kill.EscalateAsync(KillMode.HaltAll, KillSources.Drawdown, "risk", "test", default);
        }
    }

    private async Task PauseAsync(int pauses)
    {
        for (; pauses > 0; pauses--)
        {
            await turns.TurnAsync();
        }
    }
}
