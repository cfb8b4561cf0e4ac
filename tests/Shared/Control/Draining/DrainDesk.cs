using Trading.Accounting;
using Trading.Control.Draining;
using Trading.Control.Pauses;
using Trading.Execution.Requests;
using Trading.Reconciliation;
using Trading.Tests.Shared.Execution;

namespace Trading.Tests.Shared.Control.Draining;

/// <summary>A desk that can be shut down; <see cref="Restart"/> gives the same one under a new process.</summary>
internal sealed class DrainDesk : IDisposable
{
    private DrainDesk(CycleDesk desk)
    {
        Desk = desk;
        var (store, account, journal, clock) = (desk.Desk.Store, desk.Broker.Account, desk.Desk.Journal, desk.Desk.Clock);
        Drains = new DrainBook(store, account);
        Requests = new ExitRequestBook(store, account, journal, clock);
        Cancels = new OrderCancels(desk.Desk.Book, desk.Desk.Gateway);
        var reconciler = new Reconciler(desk.Broker, desk.Desk.Book, new FillBook(store, account), new DayBooks(store, account), store, desk.Desk.Kill, journal, desk.Desk.Alerts, clock);
        Drain = new Drain(Drains, desk.Loop, desk.Desk.Book, Cancels, Requests, reconciler, journal, desk.Desk.Alerts, clock);
        States = new SystemStateReader(Drain, Drains, new PauseBook(store, account, desk.Loop, journal, clock), Requests);
    }

    public CycleDesk Desk { get; }

    public DrainBook Drains { get; }

    public ExitRequestBook Requests { get; }

    public OrderCancels Cancels { get; }

    public Drain Drain { get; }

    public SystemStateReader States { get; }

    /// <summary>A desk with two working entries of thirteen AIG each.</summary>
    public static async Task<DrainDesk> EnteredAsync()
    {
        var desk = new DrainDesk(await CycleDesk.OpenAsync());
        await desk.Desk.RunAsync();
        return desk;
    }

    public DrainDesk Restart() => new(Desk.Restart());

    /// <summary>Steps until the phase is over, moving the clock five seconds each time.</summary>
    public async Task<DrainState> StepWhileAsync(DrainPhase phase)
    {
        while (true)
        {
            Desk.Desk.Clock.Advance(NodaTime.Duration.FromSeconds(5));
            if (await Drain.StepAsync(default) is { } state && state.Phase != phase)
            {
                return state;
            }
        }
    }

    public async Task<DrainState> ToEndAsync()
    {
        DrainState? state;
        do
        {
            Desk.Desk.Clock.Advance(NodaTime.Duration.FromSeconds(5));
            state = await Drain.StepAsync(default);
        }
        while (state is { IsDone: false });
        return state!;
    }

    public void Dispose() => Desk.Dispose();
}
