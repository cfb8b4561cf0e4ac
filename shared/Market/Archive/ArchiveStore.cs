using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Trading.Storage;

namespace Trading.Market.Archive;

/// <summary>Which archive counts: blob <c>bars/current.json</c>.</summary>
/// <param name="Name">The archive's blob.</param>
/// <param name="Newest">The newest session that it was made for.</param>
/// <param name="Symbols">How many symbols it holds.</param>
/// <param name="Bars">How many bars.</param>
public sealed record ArchivePointer(string Name, LocalDate Newest, int Symbols, long Bars);

/// <summary>The pointer as it was read.</summary>
/// <param name="Found">What it says; null when that cannot be read.</param>
/// <param name="Version">The version to replace it by.</param>
public sealed record CurrentArchive(ArchivePointer? Found, string Version)
{
    /// <summary>Which archive counts.</summary>
    /// <exception cref="MarketDataException">The pointer cannot be read.</exception>
    public ArchivePointer Target => Found ?? throw ArchiveHeader.Damaged($"{ArchiveStore.Container}/{ArchiveStore.PointerName}", "does not say which archive counts");
}

/// <summary>
/// The archives in container <c>bars</c>. Each is written under a name of its own, made of its date and its content, and counts from the moment the pointer names it: a reader sees the old one or the new one.
/// </summary>
/// <exception cref="StorageException">Thrown by each member when the store could not answer.</exception>
public sealed class ArchiveStore(IBlobs blobs)
{
    /// <summary>The container.</summary>
    public const string Container = "bars";

    /// <summary>The blob that says which archive counts.</summary>
    public const string PointerName = "current.json";

    private const string Prefix = "daily-";

    // A reader that has just read the pointer still finds what it names, and a bad night can be gone back on.
    private const int Kept = 5;

    /// <summary>Which archive counts; null when there is none yet.</summary>
    public async ValueTask<CurrentArchive?> CurrentAsync(CancellationToken cancellationToken)
    {
        if (await blobs.ReadAsync(Container, PointerName, cancellationToken).ConfigureAwait(false) is not { } stored)
        {
            return null;
        }

        try
        {
            return new CurrentArchive(JsonSerializer.Deserialize<ArchivePointer>(stored.Content.Span, TradingJson.Options), stored.Version);
        }
        catch (JsonException)
        {
            return new CurrentArchive(null, stored.Version);
        }
    }

    /// <summary>Reads an archive.</summary>
    /// <exception cref="MarketDataException">It is gone or damaged.</exception>
    public async ValueTask<BarArchive> ReadAsync(string name, CancellationToken cancellationToken) =>
        await blobs.ReadAsync(Container, name, cancellationToken).ConfigureAwait(false) is { } stored ? ArchiveCode.Open(stored.Content, name) : throw ArchiveHeader.Damaged(name, "is gone");

    /// <summary>Writes an archive that does not count yet. The same content has the same name, so a repeat changes nothing.</summary>
    public async ValueTask<ArchivePointer> WriteAsync(LocalDate newest, IReadOnlyList<ArchivedBars> entries, CancellationToken cancellationToken)
    {
        var content = ArchiveCode.Write(newest, entries);
        var name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{LocalDatePattern.Iso.Format(newest)}-{Crc32C.Of(content):x8}.bars");
        await blobs.PutAsync(Container, name, content, cancellationToken).ConfigureAwait(false);
        return new ArchivePointer(name, newest, entries.Count, entries.Sum(entry => (long)entry.Bars.Count));
    }

    /// <summary>Makes an archive count, unless another one came to count since <paramref name="version"/> was read (null: there was none).</summary>
    public async ValueTask<bool> PlaceAsync(ArchivePointer target, string? version, CancellationToken cancellationToken) =>
        await blobs.WriteIfAsync(Container, PointerName, JsonSerializer.SerializeToUtf8Bytes(target, TradingJson.Options), version, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Removes all but the newest archives and the one that counts.</summary>
    public async ValueTask PruneAsync(ArchivePointer current, CancellationToken cancellationToken)
    {
        var all = await blobs.ListAsync(Container, Prefix, cancellationToken).ConfigureAwait(false);
        foreach (var old in all.OrderByDescending(item => item.Name, StringComparer.Ordinal).Skip(Kept).Where(item => item.Name != current.Name))
        {
            await blobs.DeleteAsync(Container, old.Name, cancellationToken).ConfigureAwait(false);
        }
    }
}
