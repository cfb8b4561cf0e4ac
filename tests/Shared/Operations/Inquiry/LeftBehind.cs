using NodaTime;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Control;
using Trading.Control.Operators;
using Trading.Control.Pauses;
using Trading.Control.TwoPersons;
using Trading.Embedded.Storage;
using Trading.Execution;
using Trading.Journal;
using Trading.Operations;
using Trading.Operations.Inquiry.Chains;
using Trading.Operations.Inquiry.Exports;
using Trading.Operations.Inquiry.Lists;
using Trading.Orders;
using Trading.Risk;
using Trading.Risk.Limits;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Operations.Inquiry;

/// <summary>The books of the rehearsed days over a state folder of their own, at the evening of the second day.</summary>
internal sealed class LeftBehind : IDisposable
{
    public const string Account = "SIM";
    public static readonly LocalDate First = new(2026, 3, 5);
    public static readonly LocalDate Second = new(2026, 3, 6);
    private readonly TempFolder folder;
    private readonly StateFolderLock hold;

    /// <summary>Opens a copy of the state; it goes with this.</summary>
    public LeftBehind(TempFolder folder)
    {
        this.folder = folder;
        hold = StateFolderLock.Take(folder.FullPath);
        Store = FileStore.Open(hold, Clock, Durability.Process);
        Book = new OrderBook(Store, Account);
        Fills = new FillBook(Store, Account);
        Days = new DayBooks(Store, Account);
        Journal = new JournalReader(Store);
        Writer = new JournalWriter(Store, Clock);
        Alerts = new Alerts(Store, Writer, new SilentNotifier(), Clock);
        Kill = AnotherKillSwitch();
        Gates = PaperGates.Of(Store, Writer, Account);
        Loop = new LoopSwitch(Store, Writer, Clock);
        Pauses = new PauseBook(Store, Account, Loop, Writer, Clock);
    }

    public ManualClock Clock { get; } = new(NewYork.At(Second, new LocalTime(18, 0)));

    public FileStore Store { get; }

    public OrderBook Book { get; }

    public FillBook Fills { get; }

    public DayBooks Days { get; }

    public JournalReader Journal { get; }

    public JournalWriter Writer { get; }

    public KillSwitch Kill { get; }

    public TradingGates Gates { get; }

    public LoopSwitch Loop { get; }

    public PauseBook Pauses { get; }

    public Alerts Alerts { get; }

    public OrderLister Lister => new(Book, Journal);

    public ChainReader Chains => new(Book, Fills, Days, Journal, new DecisionReader(Store), Clock);

    public LimitsBook Limits => new(
        Store, Store, Account, RiskLimits.Paper, new TwoPersonRule(Store, Account, new OperatorBook(Store), Writer, Clock), Writer, Alerts, Clock);

    /// <summary>The exporter over these books and <paramref name="broker"/>.</summary>
    public StateExporter Exporter(IBroker broker) =>
        new(broker, Book, Fills, Days, Kill, Gates, Loop, Pauses, Limits, Clock);

    /// <summary>The kill switch as another process has it.</summary>
    public KillSwitch AnotherKillSwitch() => new(Store, Store, Account, Writer, Alerts, Clock);

    public void Dispose()
    {
        Writer.Dispose();
        Book.Dispose();
        Store.Dispose();
        hold.Dispose();
        folder.Dispose();
    }
}
