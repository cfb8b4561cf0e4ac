using NodaTime;

namespace Trading.Embedded.Storage;

/// <summary>Who holds which lease until when. Not safe for concurrent use.</summary>
internal sealed class LeaseMap
{
    private readonly SortedDictionary<string, LeaseTaken> leases = new(StringComparer.Ordinal);

    public bool IsFreeFor(string name, string holder, Instant now) =>
        !leases.TryGetValue(name, out var lease) || lease.Holder == holder || lease.Until <= now.ToUnixTimeTicks();

    public bool IsHeldBy(string name, string holder) => leases.TryGetValue(name, out var lease) && lease.Holder == holder;

    public void Apply(LeaseTaken taken) => leases[taken.Name] = taken;

    public void Apply(LeaseReleased released) => leases.Remove(released.Name);

    public void WriteSnapshot(LogFrame frame)
    {
        foreach (var lease in leases.Values)
        {
            lease.Write(frame);
        }
    }
}
