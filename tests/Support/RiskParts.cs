using Trading.Accounting;
using Trading.Control;
using Trading.Control.Operators;
using Trading.Control.TwoPersons;
using Trading.Journal;
using Trading.Market;
using Trading.Risk;
using Trading.Risk.Drawdowns;
using Trading.Risk.Limits;
using Trading.Risk.Var;
using Trading.Scanning;
using Trading.Storage;
using Trading.Time;

namespace Trading.Tests.Support;

/// <summary>The parts of the room of risk over a store and a market, as the host puts them together.</summary>
internal sealed class RiskParts
{
    public RiskParts(IRecords records, string account, KillSwitch kill, LimitsBook limits, IMarketData market, JournalWriter journal, TimeProvider clock, IScanReference? reference = null)
    {
        Days = new DayBooks(records, account);
        Marks = new EquityBook(records, account, Days, ExchangeCalendar.Nyse, journal, clock);
        Operators = new OperatorBook(records);
        Reset = new RiskReset(Marks, new TwoPersonRule(records, account, Operators, journal, clock), journal, clock);
        Watch = new RiskWatch(Marks, Reset, kill, limits);
        Reader = new RiskReader(Watch, new SectorBook(reference ?? new ScanReference(() => Sectors.Unknown, () => null)), new ReturnsBook(market, ExchangeCalendar.Nyse));
    }

    public DayBooks Days { get; }

    public EquityBook Marks { get; }

    public OperatorBook Operators { get; }

    public RiskReset Reset { get; }

    public RiskWatch Watch { get; }

    public RiskReader Reader { get; }
}
