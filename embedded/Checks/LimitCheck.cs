using Trading.Embedded.Rehearsal;
using Trading.Operations.Preflights;
using Trading.Risk.Limits;

namespace Trading.Embedded.Checks;

/// <summary>Limits that are none keep a desk from starting: all that is wrong is said in one line, and nothing is written.</summary>
internal static class LimitCheck
{
    /// <exception cref="RefusedException">The defaults or the limits file have faults.</exception>
    public static async Task RefuseAsync(Desk desk, CancellationToken cancellationToken)
    {
        if (await desk.Get<LimitsBook>().FaultsAsync(cancellationToken).ConfigureAwait(false) is [_, ..] faults)
        {
            throw new RefusedException($"the limits have {faults.Count} fault(s), put them right in blobs/{LimitsFile.Container}/{LimitsFile.Name} of {desk.Store.Place.Name}: {string.Join("; ", faults)}");
        }
    }

    /// <summary>The limits file of a state folder, which may be in use.</summary>
    public static PreflightLine OfFile(string state)
    {
        var path = Path.Combine(state, "blobs", LimitsFile.Container, LimitsFile.Name);
        if (!File.Exists(path))
        {
            return new PreflightLine("limits file", PreflightVerdict.Pass, "there is none: the limits are those kept in the store");
        }

        var reading = LimitsFile.Read(File.ReadAllBytes(path));
        return reading.Faults.Count > 0
            ? new PreflightLine("limits file", PreflightVerdict.Fail, $"{path}: {string.Join("; ", reading.Faults)}")
            : new PreflightLine("limits file", PreflightVerdict.Pass, $"sets {reading.Values.Count} of {LimitTable.Lines.Count} limits");
    }
}
