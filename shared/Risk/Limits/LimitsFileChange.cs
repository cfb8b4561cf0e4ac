using NodaTime;
using Trading.Storage;

namespace Trading.Risk.Limits;

/// <summary>What a limits file that is not the one seen last does.</summary>
internal static class LimitsFileChange
{
    /// <summary>A good file is taken; a bad one, or none any more, leaves the limits as they are and withdraws what the file before asked for.</summary>
    public static LimitState Take(LimitState state, StoredBlob? file, Instant now)
    {
        if (file is null)
        {
            return Withdrawn(state, new SeenFile(null, []));
        }

        var reading = LimitsFile.Read(file.Content.Span);
        return reading.Faults.Count > 0
            ? Withdrawn(state, new SeenFile(file.Version, reading.Faults))
            : LimitRules.Take(state, new LimitProposal(reading.Values, LimitSource.File, null, $"{LimitsFile.Container}/{LimitsFile.Name} was changed"), now) with { File = new SeenFile(file.Version, []) };
    }

    private static LimitState Withdrawn(LimitState state, SeenFile file) => state with { File = file, Pending = state.Pending is { Source: LimitSource.File } ? null : state.Pending };
}
