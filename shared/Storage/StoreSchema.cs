using System.Globalization;
using System.Text.Json;

namespace Trading.Storage;

/// <summary>
/// Which form the store's records have: table <c>desk</c>, partition <c>desk</c>, row <c>schema</c>. A store of another form is refused as it is: nothing in it is read, changed or dropped.
/// </summary>
public sealed class StoreSchema(IRecords records)
{
    /// <summary>The form that this program writes and reads.</summary>
    public const int Version = 1;

    private const string Table = "desk";
    private const string Partition = "desk";
    private const string Row = "schema";

    /// <summary>Writes the version into a fresh store; one that is there must be ours.</summary>
    /// <returns>Null when the store may be used, otherwise one line that says why not.</returns>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<string?> EnsureAsync(CancellationToken cancellationToken)
    {
        var own = JsonSerializer.Serialize(new Kept(Version), TradingJson.Options);
        return await records.GetAsync(Table, Partition, Row, cancellationToken).ConfigureAwait(false) is { } kept ? Refusal(kept.Json)
            : await records.InsertAsync(Table, Partition, Row, own, cancellationToken).ConfigureAwait(false) is not null ? null
            : await EnsureAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Why the store is not to be used, or null; writes nothing. A store without a version is fresh.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<string?> CheckAsync(CancellationToken cancellationToken) =>
        await records.GetAsync(Table, Partition, Row, cancellationToken).ConfigureAwait(false) is { } kept ? Refusal(kept.Json) : null;

    private static string? Refusal(string json)
    {
        var found = VersionIn(json);
        return found == Version ? null
            : found is { } other ? string.Create(CultureInfo.InvariantCulture, $"the store has schema version {other}, this program knows version {Version}: use the program that wrote it; nothing was changed")
            : $"the store's schema version cannot be read: restore the record {Table}/{Partition}/{Row} from a backup; nothing was changed";
    }

    private static int? VersionIn(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Kept>(json, TradingJson.Options)?.Version;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Kept(int Version);
}
