using System.Text.Json.Serialization;

namespace Trading.Risk.Limits;

/// <summary>The limits that hold, kept in one row so that they change as a whole.</summary>
/// <param name="Change">The change that made them; its values are the limits.</param>
/// <param name="Defaults">The defaults in code when the limits were last looked after, by key: how a deployment that changed them is noticed.</param>
/// <param name="File">The limits file as it was last looked at; null when none was ever seen.</param>
/// <param name="Pending">The raise that waits for a second person; null when none does.</param>
public sealed record LimitState(
    [property: JsonRequired] LimitChange Change, [property: JsonRequired] IReadOnlyDictionary<string, decimal> Defaults, SeenFile? File = null, PendingRaise? Pending = null)
{
    /// <summary>The number of the change that made them.</summary>
    [JsonIgnore]
    public int Number => Change.Number;

    /// <summary>The values, by key.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, decimal> Values => Change.Values;
}

/// <summary>The limits file as it was last looked at.</summary>
/// <param name="Version">The blob's version; null when the file is gone.</param>
/// <param name="Faults">What was wrong with it; empty when it was taken.</param>
public sealed record SeenFile(string? Version, IReadOnlyList<string> Faults);
