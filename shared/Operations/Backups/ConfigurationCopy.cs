using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Trading.Control.Operators;
using Trading.Risk.Limits;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Backups;

/// <summary>One setting as the copy has it; of a secret only whether it is set.</summary>
/// <param name="Name">The setting.</param>
/// <param name="Value">Its value.</param>
/// <param name="Source">Where that comes from.</param>
public sealed record ConfigurationLine(string Name, string Value, string Source);

/// <summary>What a host is set up with.</summary>
/// <param name="Build">The program's version.</param>
/// <param name="Settings">Its settings, secrets hidden.</param>
public sealed record HostConfiguration(string Build, IReadOnlyList<ConfigurationLine> Settings);

/// <summary>
/// The daily copy of the configuration, for people: settings without secrets, limits, operators without credentials, the program's version. Container <c>backups</c>,
/// <c>configuration/2013-10-07.json</c>, written with the first snapshot of a New York date. A host without a configuration of its own, a rehearsal, has none.
/// </summary>
public sealed class ConfigurationCopy(IBlobs blobs, LimitsBook limits, OperatorBook operators, Func<HostConfiguration>? host, TimeProvider clock)
{
    internal const string Folder = "configuration/";
    private static readonly JsonSerializerOptions Indented = new(TradingJson.Options) { WriteIndented = true };
    private LocalDate? written;

    /// <summary>Writes today's copy unless it is there.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var today = NewYork.DateOf(now);
        if (host is null || written == today)
        {
            return;
        }

        var name = $"{Folder}{LocalDatePattern.Iso.Format(today)}.json";
        var configured = host();
        var copy = new
        {
            At = now,
            configured.Build,
            configured.Settings,
            Limits = (await limits.StateAsync(cancellationToken).ConfigureAwait(false)).Values,
            Operators = (await operators.ListAsync(cancellationToken).ConfigureAwait(false)).Select(each => new { each.Name, each.Role, each.Device, each.AddedAt }),
        };

        // The first of the day stays: it is what the day began with.
        await blobs.WriteIfAsync(SnapshotNames.Container, name, JsonSerializer.SerializeToUtf8Bytes(copy, Indented), version: null, cancellationToken).ConfigureAwait(false);
        written = today;
    }
}
