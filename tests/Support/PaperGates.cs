using Trading.Brokers;
using Trading.Control;
using Trading.Journal;

namespace Trading.Tests.Support;

/// <summary>The gates of a paper desk at a simulator.</summary>
internal static class PaperGates
{
    public static TradingGates Of(MemoryStore store, JournalWriter journal, string account = "paper") =>
        new(store, account, journal, new LiveGate(store, BrokerVenue.InProcess, DeskSettings.None));
}
