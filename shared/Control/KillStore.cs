using System.Text.Json;
using Trading.Storage;

namespace Trading.Control;

/// <summary>The kept state: table <c>control</c>, partition = account, row <c>kill</c>. Read from storage each time; a version that was parsed before is not parsed again.</summary>
internal sealed class KillStore(IRecords records, string account)
{
    private Versioned<KillState>? newest;

    /// <exception cref="StorageException">The store could not answer, or the record is not a state.</exception>
    public async ValueTask<Versioned<KillState>?> GetAsync(CancellationToken cancellationToken)
    {
        var stored = await records.GetAsync(KillSwitch.Table, account, KillSwitch.Row, cancellationToken).ConfigureAwait(false);
        if (stored is null)
        {
            return null;
        }

        var known = Volatile.Read(ref newest);
        if (known?.Version == stored.Version)
        {
            return known;
        }

        var read = new Versioned<KillState>(stored.Partition, stored.Row, stored.Version, Parse(stored.Json));
        Volatile.Write(ref newest, read);
        return read;
    }

    /// <summary>Writes a state in the place of the one that was read; false when another writer was first.</summary>
    public async ValueTask<bool> TryWriteAsync(Versioned<KillState>? read, KillState state, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(state, TradingJson.Options);
        var written = read is null
            ? await records.InsertAsync(KillSwitch.Table, account, KillSwitch.Row, json, cancellationToken).ConfigureAwait(false)
            : await records.ReplaceAsync(KillSwitch.Table, account, KillSwitch.Row, json, read.Version, cancellationToken).ConfigureAwait(false);
        return written is not null;
    }

    private static KillState Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<KillState>(json, TradingJson.Options) ?? throw new JsonException("null");
        }
        catch (JsonException fault)
        {
            throw new StorageException($"the kept kill switch is not one: {fault.Message}", fault);
        }
    }
}
