using NodaTime;
using Trading.Control;
using Trading.Journal;
using Trading.Operations;
using Trading.Operations.Alerting;
using Trading.Operations.Readings;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Operations.Alerting;

/// <summary>Alerts over a store in memory with readings by hand and a channel that remembers; ten o'clock New York on a Monday.</summary>
internal sealed class AlertDeskFixture : IDisposable
{
    public static readonly LocalDate Monday = new(2013, 10, 7);

    public AlertDeskFixture() => Build();

    public ManualClock Clock { get; } = new(At(10, 0));

    public MemoryStore Store { get; } = new();

    public SilentNotifier Notifier { get; } = new();

    public FakeChannel Channel { get; } = new();

    public FakeSource Source { get; } = new();

    public JournalWriter Journal { get; private set; } = null!;

    public AlertBook Book { get; private set; } = null!;

    public Courier Courier { get; private set; } = null!;

    public Alerts Alerts { get; private set; } = null!;

    public Silences Silences { get; private set; } = null!;

    public AlertDesk Desk { get; private set; } = null!;

    public AlertSweep Sweep { get; private set; } = null!;

    public KillSwitch Kill { get; private set; } = null!;

    public LoopSwitch Loop { get; private set; } = null!;

    public AlertEvaluator Evaluator { get; private set; } = null!;

    public AlertRound Round { get; private set; } = null!;

    public static Instant At(int hour, int minute, int days = 0) => NewYork.At(Monday.PlusDays(days), new LocalTime(hour, minute));

    /// <summary>What a new process would have: everything from the store.</summary>
    public void Build()
    {
        Journal?.Dispose();
        Courier?.Dispose();
        Evaluator?.Dispose();
        Journal = new JournalWriter(Store, Clock);
        Book = new AlertBook(Store);
        Courier = new Courier(Store, [Channel], Journal, new Redaction([]), Clock);
        Alerts = new Alerts(Store, Journal, Notifier, Clock, Courier);
        Silences = new Silences(Store, Book, Journal, Clock);
        Desk = new AlertDesk(Book, Journal, Clock);
        Sweep = new AlertSweep(Book, Silences, Alerts, Journal, Clock);
        Kill = new KillSwitch(Store, Store, "paper", Journal, Alerts, Clock);
        Loop = new LoopSwitch(Store, Journal, Clock);
        var actions = new AlertActions([new KillAction(Kill, KillMode.CloseOnly), new KillAction(Kill, KillMode.HaltAll), new ReduceAction(Loop)], Book, Journal, Clock);
        Evaluator = new AlertEvaluator([Source, new KillReading(Kill)], [], Book, Alerts, actions, Store, Clock);
        Round = new AlertRound(Evaluator, Sweep, Courier, Alerts);
    }

    public ValueTask<bool> RaiseAsync(string code, string subject = "AIG") => Alerts.RaiseAsync(code, AlertSeverity.Warning, subject, $"{code} of {subject}", default);

    /// <summary>One value of one metric, and a round of the evaluator.</summary>
    public async Task ReadAsync(string metric, decimal? value, string subject = "")
    {
        Source.Readings = [new Reading(metric, value, subject, $"{metric} is {value}")];
        await Evaluator.RunAsync(default);
    }

    /// <summary>A round of the health check every five minutes for a while.</summary>
    public async Task PassAsync(int minutes)
    {
        for (var passed = 0; passed < minutes; passed += 5)
        {
            Clock.Advance(Duration.FromMinutes(5));
            await Round.RunAsync(default);
        }
    }

    /// <summary>Two people let the kill switch go.</summary>
    public async Task ReleaseAsync()
    {
        var state = await Kill.ReadAsync(default);
        await Kill.ReleaseAsync(state.Activation, new KillRelease("REQ-1", "jane", "john", "looked at", Clock.Now, false), default);
    }

    public async Task<Alert> OneAsync(string code) => Assert.Single(await Book.StandingAsync(default), alert => alert.Code == code);

    public async Task<List<string>> KindsAsync(string? prefix = null)
    {
        var kinds = new List<string>();
        await foreach (var one in new JournalReader(Store).BetweenAsync(Monday, Monday.PlusDays(7), default))
        {
            if (prefix is null || one.Kind.StartsWith(prefix, StringComparison.Ordinal))
            {
                kinds.Add(one.Kind);
            }
        }

        return kinds;
    }

    public void Dispose()
    {
        Evaluator.Dispose();
        Courier.Dispose();
        Journal.Dispose();
    }
}

/// <summary>Takes messages, or does not.</summary>
internal sealed class FakeChannel(string name = "webhook") : IAlertChannel
{
    public List<AlertMessage> Taken { get; } = [];

    public int Tries { get; private set; }

    public bool IsDown { get; set; }

    public Func<AlertParty, bool> Knows { get; set; } = _ => true;

    public string Name => name;

    public bool Reaches(AlertParty party) => Knows(party);

    public Task SendAsync(AlertMessage message, CancellationToken cancellationToken)
    {
        Tries++;
        if (IsDown)
        {
            throw new HttpRequestException("https://hooks.slack.com/services/T000/B000/secret is away");
        }

        Taken.Add(message);
        return Task.CompletedTask;
    }
}

/// <summary>Says what the test wants.</summary>
internal sealed class FakeSource : IReadingSource
{
    public IReadOnlyList<Reading> Readings { get; set; } = [];

    public Exception? Fault { get; set; }

    public ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken) => Fault is null ? ValueTask.FromResult(Readings) : throw Fault;
}
