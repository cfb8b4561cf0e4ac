using Trading.Storage;

namespace Trading.Execution;

/// <summary>The process that this is, among those that may run on one store at once.</summary>
/// <param name="Value">Unique among them.</param>
public sealed record ProcessName(string Value);

/// <summary>
/// Whose turn it is to make entries: one process at a time. Limits are counted over the orders that a pass has read, so two that decide at the same instant could pass a limit together. Exits need no turn.
/// </summary>
/// <param name="blobs">The store.</param>
/// <param name="account">The account.</param>
/// <param name="process">This process.</param>
/// <param name="clock">The clock.</param>
internal sealed class EntryTurn(IBlobs blobs, string account, ProcessName process, TimeProvider clock)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(2);

    // An entry that has begun takes its time to be sent, and clocks differ a little.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);
    private readonly string name = $"entries-{account}";
    private long asked;

    /// <summary>Takes the turn, or keeps it; why not, when it is another's or nobody knows.</summary>
    public async ValueTask<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        asked = clock.GetTimestamp();
        try
        {
            return await blobs.TryLeaseAsync(name, process.Value, Length, cancellationToken).ConfigureAwait(false) ? null : "entry_turn: another process makes the entries";
        }
        catch (StorageException fault)
        {
            return $"entry_turn: {fault.Message}";
        }
    }

    /// <summary>Why no further entry may begin in the pass that took the turn; null while there is time. A broker that answers slowly can hold a pass up until another's turn begins, which counts the orders anew.</summary>
    public string? WhyOver() => clock.GetElapsedTime(asked) + Margin < Length ? null : "entry_turn: the pass took longer than its turn";
}
