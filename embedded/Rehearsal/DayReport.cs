using NodaTime;
using Trading.Market;

namespace Trading.Embedded.Rehearsal;

/// <summary>One rehearsed day, as it is printed and kept. Counts are numbers; money is US dollars.</summary>
internal sealed record DayReport(
    LocalDate Date,
    bool Session,
    int Seed,
    IReadOnlyDictionary<string, FunctionCounts> Functions,
    ScanCounts? Scan,
    GateState? Gate,
    OrderCounts Orders,
    IReadOnlyList<PositionLine> Positions,
    PnlLine? Pnl,
    JournalLine Journal,
    IReadOnlyDictionary<string, bool> Invariants,
    IReadOnlyList<AlertLine> Alerts)
{
    /// <summary>Whether every invariant held.</summary>
    public bool Held() => Invariants.Count > 0 && Invariants.Values.All(held => held);
}

/// <summary>How often a function was called, reached done, did nothing with a reason, or threw.</summary>
internal sealed record FunctionCounts(int Fired, int Ran, int Skipped, int Failed);

/// <summary>The day's scan.</summary>
internal sealed record ScanCounts(int Symbols, int Candidates, long ElapsedMs);

/// <summary>The watchlist gate at the close.</summary>
internal sealed record GateState(bool Fresh, string Reason);

/// <summary>The day's orders; blocked ones by the code of the check that blocked them, each symbol and code once.</summary>
internal sealed record OrderCounts(
    int Intents, int DryRun, int Submitted, int Filled, int PartiallyFilled, int Canceled, int Rejected, int Unknown, IReadOnlyDictionary<string, int> Blocked);

/// <summary>A position at the end of the day.</summary>
internal sealed record PositionLine(Symbol Symbol, decimal Quantity, decimal AveragePrice);

/// <summary>
/// The day's profit and loss: what was realized on the day, what is open at its close, and the equity then; win rate in percent. Null on a session whose books were not closed.
/// </summary>
internal sealed record PnlLine(
    decimal Realized, decimal Unrealized, decimal Fees, decimal Total, int Trades, int Wins, int Losses, decimal WinRate, decimal MaxDrawdown, decimal? Equity);

/// <summary>What a person was told on the day.</summary>
internal sealed record AlertLine(string Severity, string Code, string Subject, string Sentence);

/// <summary>The journal at the end of the day: all its events so far and the hash of the last one.</summary>
internal sealed record JournalLine(long Events, string HeadHash);
