using System.Text;
using NodaTime;
using Trading.Control.Operators;
using Trading.Control.TwoPersons;
using Trading.Journal;
using Trading.Operations;
using Trading.Risk;
using Trading.Risk.Limits;
using Trading.Storage;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Risk.Limits;

/// <summary>The limits of one account in memory, the people who may change them, and the file. 10:30 on 7 October 2013.</summary>
internal sealed class LimitWorld : IDisposable
{
    public const string Account = "PA1";
    public static readonly LocalDate Date = new(2013, 10, 7);
    public static readonly Caller Ann = new("ann", Role.Operator, "laptop");
    public static readonly Caller Bob = new("bob", Role.Approver, "laptop");
    public static readonly Caller Cat = new("cat", Role.Approver, "phone");
    private JournalWriter journal;

    public LimitWorld(RiskLimits? defaults = null)
    {
        Clock = new ManualClock(NewYork.At(Date, new LocalTime(10, 30)));
        Store = new MemoryStore(Clock);
        journal = new JournalWriter(Store, Clock);
        (Book, Desk) = Start(defaults ?? RiskLimits.Paper);
    }

    public ManualClock Clock { get; }

    public MemoryStore Store { get; }

    public SilentNotifier Notifier { get; } = new();

    public LimitsBook Book { get; private set; }

    public LimitDesk Desk { get; private set; }

    /// <summary>A new process on the same store, perhaps of another build.</summary>
    public void Restart(RiskLimits? defaults = null)
    {
        journal.Dispose();
        journal = new JournalWriter(Store, Clock);
        (Book, Desk) = Start(defaults ?? RiskLimits.Paper);
    }

    public async Task WriteAsync(string json) => await ((IBlobs)Store).PutAsync(LimitsFile.Container, LimitsFile.Name, Encoding.UTF8.GetBytes(json), default);

    public async Task DeleteAsync() => await ((IBlobs)Store).DeleteAsync(LimitsFile.Container, LimitsFile.Name, default);

    public async Task<RiskLimits> NowAsync() => await Book.CurrentAsync(default);

    public async Task<PendingRaise?> PendingAsync() => (await Book.StateAsync(default)).Pending;

    public async Task<LimitAnswer> SetAsync(Caller by, params (string Key, decimal Value)[] values) =>
        await Desk.SetAsync(values.ToDictionary(value => value.Key, value => value.Value), by, "test", default);

    public async Task AddOperatorAsync(Caller who) =>
        await new RecordTable<OperatorRecord>(Store, "operators").PutAsync("desk", $"{who.Name}:{who.Credential}", new OperatorRecord(who.Name, who.Role, who.Credential, "salt", "hash", Clock.Now), default);

    /// <summary>The journal's events of one kind, each as its data's JSON.</summary>
    public async Task<List<string>> EventsAsync(string kind)
    {
        var events = new List<string>();
        await foreach (var one in new JournalReader(Store).BetweenAsync(Date, Date.PlusDays(2), default))
        {
            if (one.Kind == kind)
            {
                events.Add(one.Data.GetRawText());
            }
        }

        return events;
    }

    public async Task<List<Alert>> AlertsAsync(string code) => [.. (await new Alerts(Store, journal, Notifier, Clock).OnAsync(Date, default)).Where(alert => alert.Code == code)];

    public void Dispose() => journal.Dispose();

    private (LimitsBook Book, LimitDesk Desk) Start(RiskLimits defaults)
    {
        var rule = new TwoPersonRule(Store, Account, new OperatorBook(Store), journal, Clock);
        var book = new LimitsBook(Store, Store, Account, defaults, rule, journal, new Alerts(Store, journal, Notifier, Clock), Clock);
        return (book, new LimitDesk(book, rule, Clock));
    }
}
