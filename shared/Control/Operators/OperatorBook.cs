using Trading.Storage;

namespace Trading.Control.Operators;

/// <summary>The operators and their credentials: table <c>operators</c>, partition <c>desk</c>, row = <c>name:device</c>.</summary>
/// <exception cref="StorageException">Thrown by each member when the store cannot answer: whoever cannot be looked up is nobody.</exception>
public sealed class OperatorBook(IRecords records)
{
    internal const string Partition = "desk";

    internal RecordTable<OperatorRecord> Table { get; } = new(records, "operators");

    /// <summary>All credentials, by name and device.</summary>
    public async ValueTask<IReadOnlyList<OperatorRecord>> ListAsync(CancellationToken cancellationToken)
    {
        var stored = await Table.QueryAsync(Partition, string.Empty, cancellationToken).ConfigureAwait(false);
        return stored.Count == 0 ? [] : [.. stored.Select(versioned => versioned.Value)];
    }

    /// <summary>Who shows a token, or null. Every credential is compared, in constant time, whichever fits.</summary>
    /// <param name="token">The token's 32 bytes.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async ValueTask<Caller?> FindAsync(ReadOnlyMemory<byte> token, CancellationToken cancellationToken)
    {
        var found = default(OperatorRecord);
        foreach (var credential in await ListAsync(cancellationToken).ConfigureAwait(false))
        {
            found = Fits(credential, token.Span) ? credential : found;
        }

        return found is null ? null : new Caller(found.Name, found.Role, found.Device);
    }

    private static bool Fits(OperatorRecord credential, ReadOnlySpan<byte> token)
    {
        try
        {
            return Credential.Fits(credential, token);
        }
        catch (FormatException fault)
        {
            throw new StorageException($"the credential {credential.Name}:{credential.Device} is damaged: remove it and add it again", fault);
        }
    }
}
