using Trading.Operations.Readings;

namespace Trading.Risk.Limits;

/// <summary>What a person should know of the limits: <c>limits_file_bad</c> and <c>limits_raise_pending</c>, each 0 or 1.</summary>
public sealed class LimitReadings(LimitsBook book) : IReadingSource
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var state = await book.StateAsync(cancellationToken).ConfigureAwait(false);
        var faults = state.File?.Faults ?? [];
        var pending = state.Pending;
        return
        [
            new Reading(
                "limits_file_bad", faults.Count > 0 ? 1 : 0, string.Empty,
                faults.Count > 0 ? $"{LimitsFile.Container}/{LimitsFile.Name} is not taken: {string.Join("; ", faults)}" : "the limits file has no fault"),
            new Reading(
                "limits_raise_pending", pending is null ? 0 : 1, string.Empty,
                pending is null ? "no raise of limits waits" : $"a raise of {string.Join(", ", pending.Values.Keys)} waits for two people"),
        ];
    }
}
