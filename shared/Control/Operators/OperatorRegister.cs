using System.Buffers;
using Trading.Journal;
using Trading.Operations;
using Trading.Storage;
using Trading.Time;

namespace Trading.Control.Operators;

/// <summary>
/// Adds operators and removes them: on the machine, never by HTTP. Each act is journalled and alerts; an addition before it counts, so that there is nobody of whom
/// the journal does not know, a removal as soon as it counts.
/// </summary>
/// <exception cref="StorageException">Thrown by each member when the store cannot answer; whether the act counts is then not known.</exception>
public sealed class OperatorRegister(OperatorBook book, JournalWriter journal, Alerts alerts, TimeProvider clock)
{
    /// <summary>Random bytes that a new credential takes: those of its token, then those of its salt.</summary>
    public const int RandomBytes = OperatorToken.Bytes + Credential.SaltBytes;

    /// <summary>The rule for names and devices, in words.</summary>
    public const string NameRule = "1 to 40 letters, digits, '.', '-' or '_'";

    private const int LongestName = 40;
    private static readonly SearchValues<char> NameLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_");

    /// <summary>Whether a person or a device may be called so.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= LongestName && !name.AsSpan().ContainsAnyExcept(NameLetters);

    /// <summary>Adds a credential.</summary>
    /// <param name="name">The person.</param>
    /// <param name="role">What they may do with it.</param>
    /// <param name="device">The credential's label.</param>
    /// <param name="random"><see cref="RandomBytes"/> random bytes; the first 32 are the token.</param>
    /// <param name="cancellationToken">Cancels before the act.</param>
    /// <returns>Why not; null when it was added.</returns>
    /// <exception cref="ArgumentException">A name breaks <see cref="NameRule"/>, or <paramref name="random"/> is too short.</exception>
    public async ValueTask<string?> AddAsync(string name, Role role, string device, ReadOnlyMemory<byte> random, CancellationToken cancellationToken)
    {
        if (!IsName(name) || !IsName(device) || random.Length != RandomBytes || !Enum.IsDefined(role))
        {
            throw new ArgumentException($"an operator takes a name and a device of {NameRule}, a role, and {RandomBytes} random bytes", nameof(name));
        }

        var all = await book.ListAsync(cancellationToken).ConfigureAwait(false);
        if (Objection(all, name, device) is { } objection)
        {
            return objection;
        }

        var (token, salt) = (random[..OperatorToken.Bytes], random[OperatorToken.Bytes..]);
        var added = new OperatorRecord(name, role, device, Convert.ToBase64String(salt.Span), Credential.Hash(salt.Span, token.Span), clock.Now());
        await TellAsync("operator-added", added, $"{name} may act as {role} from {device}: if nobody meant this, remove the operator {name}", cancellationToken).ConfigureAwait(false);
        return await book.Table.InsertAsync(OperatorBook.Partition, RowOf(added), added, cancellationToken).ConfigureAwait(false) is null ? Taken(added) : null;
    }

    /// <summary>Removes a person's credentials, or the one of a device.</summary>
    /// <returns>What was removed, and a warning when nobody is left who could approve.</returns>
    public async ValueTask<OperatorRemoval> RemoveAsync(string name, string? device, CancellationToken cancellationToken)
    {
        var all = await book.ListAsync(cancellationToken).ConfigureAwait(false);
        var removed = all.Where(each => Same(each.Name, name) && (device is null || Same(each.Device, device))).ToList();
        foreach (var each in removed)
        {
            await book.Table.DeleteAsync(OperatorBook.Partition, RowOf(each), cancellationToken).ConfigureAwait(false);
            await TellAsync("operator-removed", each, $"{each.Name} may no longer act as {each.Role} from {each.Device}", cancellationToken).ConfigureAwait(false);
        }

        return new OperatorRemoval(removed, Warning(removed, [.. all.Except(removed)]));
    }

    private static string? Objection(IReadOnlyList<OperatorRecord> all, string name, string device) =>
        all.FirstOrDefault(each => Same(each.Name, name)) is not { } known ? null
        : known.Name != name ? $"{name}: there is {known.Name} already, and names differ in more than case; use that spelling"
        : all.FirstOrDefault(each => each.Name == name && Same(each.Device, device)) is { } taken ? Taken(taken)
        : null;

    private static string Taken(OperatorRecord taken) => $"{taken.Name} has a credential for the device {taken.Device} already: remove it first, or name another device";

    private static string? Warning(List<OperatorRecord> removed, List<OperatorRecord> left) =>
        removed.Count == 0 ? null
        : left.Count == 0 ? "no operator is left: the routes are read-only now"
        : removed.Exists(static each => each.Role == Role.Approver) && !left.Exists(static each => each.Role == Role.Approver)
            ? "no approver is left: nobody can release the kill switch or let a limit be raised"
            : null;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string RowOf(OperatorRecord each) => $"{each.Name}:{each.Device}";

    private async ValueTask TellAsync(string code, OperatorRecord each, string sentence, CancellationToken cancellationToken)
    {
        await journal.AppendAsync(code, RowOf(each), new { each.Name, each.Role, each.Device }, cancellationToken).ConfigureAwait(false);
        await alerts.RaiseAsync(code, AlertSeverity.Warning, RowOf(each), sentence, cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>What a removal did.</summary>
/// <param name="Removed">The credentials that are gone; empty when there were none of that name.</param>
/// <param name="Warning">What nobody can do any more, one line; null when all can be done.</param>
public sealed record OperatorRemoval(IReadOnlyList<OperatorRecord> Removed, string? Warning);
