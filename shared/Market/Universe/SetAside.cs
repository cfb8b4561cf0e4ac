using NodaTime;
using Trading.Storage;

namespace Trading.Market.Universe;

/// <summary>A symbol that is left alone for a while.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Reason">Why, one line.</param>
/// <param name="Since">The session whose refresh set it aside.</param>
/// <param name="Until">The first date on which it is tried again.</param>
public sealed record AsideSymbol(Symbol Symbol, string Reason, LocalDate Since, LocalDate Until);

/// <summary>The symbols that gave no usable bars, each until a date: table <c>universeaside</c>, partition <c>symbols</c>, row = the symbol.</summary>
/// <exception cref="StorageException">Thrown by each member when the store could not answer.</exception>
public sealed class SetAside(IRecords records)
{
    /// <summary>The table.</summary>
    public const string Table = "universeaside";

    private const string Partition = "symbols";
    private readonly RecordTable<AsideSymbol> table = new(records, Table);

    /// <summary>All symbols that are or were set aside and have not been used since, in ordinal order.</summary>
    public async ValueTask<IReadOnlyList<AsideSymbol>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await table.QueryAsync(Partition, string.Empty, cancellationToken).ConfigureAwait(false)).Select(row => row.Value)];

    /// <summary>Those that are not to be tried on a date.</summary>
    public async ValueTask<IReadOnlyDictionary<Symbol, AsideSymbol>> OnAsync(LocalDate date, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken).ConfigureAwait(false)).Where(aside => aside.Until > date).ToDictionary(aside => aside.Symbol);

    /// <summary>Sets symbols aside.</summary>
    public async ValueTask AddAsync(IReadOnlyCollection<AsideSymbol> symbols, CancellationToken cancellationToken)
    {
        foreach (var symbol in symbols)
        {
            await table.PutAsync(Partition, symbol.Symbol.ToString(), symbol, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Forgets those of <paramref name="symbols"/> that were set aside: they can be used again.</summary>
    public async ValueTask ReleaseAsync(IReadOnlySet<Symbol> symbols, CancellationToken cancellationToken)
    {
        foreach (var aside in await ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (symbols.Contains(aside.Symbol))
            {
                await table.DeleteAsync(Partition, aside.Symbol.ToString(), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
