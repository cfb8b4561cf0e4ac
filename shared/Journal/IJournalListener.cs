namespace Trading.Journal;

/// <summary>Is told each event after this process has stored it, in the order of the journal. What it throws is swallowed: the event is stored, and whoever appended it goes on.</summary>
public interface IJournalListener
{
    /// <summary>An event was stored. Returns soon: the next append waits.</summary>
    void Appended(JournalEvent happened);
}
