using Trading.Storage;

namespace Trading.Control;

/// <summary>
/// A store belongs to one account, paper or live: it remembers the first that used it (table <c>account</c>), and a start with another is refused before anything is written.
/// Paper and live state can so never mix.
/// </summary>
/// <exception cref="StorageException">Thrown by each member when the store cannot answer.</exception>
public sealed class AccountBinding(IRecords records)
{
    private const string Partition = "desk";
    private const string Row = "bound";
    private readonly RecordTable<Bound> table = new(records, "account");

    /// <summary>Whether the store is some account's.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async ValueTask<bool> IsBoundAsync(CancellationToken cancellationToken) => await table.GetAsync(Partition, Row, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Why this store is not for the account, one line; null when it is, or is nobody's yet. Writes nothing.</summary>
    /// <param name="account">The account.</param>
    /// <param name="mode">The kind of account.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async ValueTask<string?> WhyNotAsync(string account, AccountMode mode, CancellationToken cancellationToken) =>
        Difference((await table.GetAsync(Partition, Row, cancellationToken).ConfigureAwait(false))?.Value, new Bound(account, mode));

    /// <summary>Binds the store to the account for good. Why not, when it is another's already.</summary>
    /// <param name="account">The account.</param>
    /// <param name="mode">The kind of account.</param>
    /// <param name="cancellationToken">Cancels before the write.</param>
    public async ValueTask<string?> BindAsync(string account, AccountMode mode, CancellationToken cancellationToken) =>
        await table.InsertAsync(Partition, Row, new Bound(account, mode), cancellationToken).ConfigureAwait(false) is null
            ? await WhyNotAsync(account, mode, cancellationToken).ConfigureAwait(false)
            : null;

    private static string? Difference(Bound? known, Bound asked) =>
        known is null || known == asked ? null : $"this state belongs to the {Word(known.Mode)} account {known.Account}, not to the {Word(asked.Mode)} account {asked.Account}: use another state";

    private static string Word(AccountMode mode) => mode == AccountMode.Live ? "live" : "paper";

    private sealed record Bound(string Account, AccountMode Mode);
}
