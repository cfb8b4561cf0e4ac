using Trading.Control;
using Trading.Control.Operators;
using Trading.Control.TwoPersons;
using Trading.Storage;
using Trading.Tests.Shared.Orders;

namespace Trading.Tests.Shared.Control;

/// <summary>A desk that is killed, and the people who may release it.</summary>
internal sealed class ReleaseDesk : IDisposable
{
    public static readonly Caller Anna = new("anna", Role.Approver, "desktop");
    public static readonly Caller AnnasPhone = new("anna", Role.Approver, "phone");
    public static readonly Caller Bob = new("bob", Role.Approver, "desktop");

    private readonly RecordTable<OperatorRecord> operators;

    public ReleaseDesk(params Caller[] people)
    {
        operators = new RecordTable<OperatorRecord>(Desk.Store, "operators");
        Rule = new TwoPersonRule(Desk.Store, Desk.Broker.Account, new OperatorBook(Desk.Store), Desk.Journal, Desk.Clock);
        Unlock = new UnlockDesk(Desk.Kill, Rule, Standing);
        foreach (var person in people)
        {
            Add(person);
        }
    }

    public Desk Desk { get; } = new();

    public List<IStandingKillSource> Standing { get; } = [];

    public TwoPersonRule Rule { get; }

    public UnlockDesk Unlock { get; }

    public void Add(Caller person) => operators.PutAsync(
        "desk", $"{person.Name}:{person.Credential}", new OperatorRecord(person.Name, person.Role, person.Credential, "c2FsdA==", "aGFzaA==", Desk.Clock.Now), default).AsTask().GetAwaiter().GetResult();

    public ValueTask<KillState> KillAsync(KillMode mode = KillMode.HaltAll, string source = KillSources.Http) => Desk.Kill.EscalateAsync(mode, source, "anna", "test", default);

    public async Task<KillMode> ModeAsync() => (await Desk.Kill.ReadAsync(default)).Mode;

    public async Task<string> AskAsync(Caller? by = null) => (await Unlock.RequestAsync(by ?? Anna, "checked", default)).Request!.Id;

    public async Task<string?> ApproveAsync(string id, Caller? by = null) => (await Unlock.ApproveAsync(id, by ?? Bob, default)).Refusal;

    public void Dispose() => Desk.Dispose();

    /// <summary>A source that goes on asking.</summary>
    public sealed class Breach(string? why) : IStandingKillSource
    {
        public string? Why { get; set; } = why;

        public ValueTask<string?> WhyStillAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Why);
    }
}
