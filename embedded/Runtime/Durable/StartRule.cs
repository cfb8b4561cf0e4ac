using Microsoft.DurableTask.Client;

namespace Trading.Embedded.Runtime.Durable;

/// <summary>Which starts are refused.</summary>
internal static class StartRule
{
    // The platform's default: an instance that has ended may be replaced, one that runs may not.
    private static readonly OrchestrationRuntimeStatus[] Live =
        [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Suspended];

    /// <summary>The statuses in which an instance of the same id stands in the way. One in any other status is ended and replaced.</summary>
    /// <exception cref="ArgumentException">A name is not a status.</exception>
    public static IReadOnlyList<OrchestrationRuntimeStatus> RefusedStatuses(IReadOnlyList<string>? dedupe) =>
        dedupe is null ? Live : [.. dedupe.Select(Parse)];

    /// <summary>The id, or null when none was given.</summary>
    /// <exception cref="ArgumentException">The id is longer than 100, or has other letters than a record's key may have.</exception>
    public static string? Checked(string? id)
    {
        var sound = id is null || (id.Length is > 0 and <= 100 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':'));
        return sound ? id : throw new ArgumentException("an instance id is 1 to 100 of letters, digits, '-', '_', '.', ':'", nameof(id));
    }

    private static OrchestrationRuntimeStatus Parse(string name) =>
        Enum.TryParse<OrchestrationRuntimeStatus>(name, ignoreCase: true, out var status)
            ? status
            : throw new ArgumentException($"{name} is not a status of an orchestration", nameof(name));
}
