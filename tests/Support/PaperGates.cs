using Trading.Brokers;
using Trading.Control;
using Trading.Journal;
using Trading.Storage;

namespace Trading.Tests.Support;

/// <summary>The gates of a paper desk at a simulator.</summary>
internal static class PaperGates
{
    public static TradingGates Of<TStore>(TStore store, JournalWriter journal, string account = "paper")
        where TStore : IRecords, IBlobs => new(store, account, journal, new LiveGate(store, BrokerVenue.InProcess, DeskSettings.None));
}
