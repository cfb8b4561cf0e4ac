using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;
using Trading.Storage;

namespace Trading.Operations.Backups;

/// <summary>What a snapshot has of one table.</summary>
/// <param name="Name">The table.</param>
/// <param name="Rows">How many records.</param>
/// <param name="Sha256">Of the records as they are written, 64 lower-case hex digits.</param>
public sealed record SnapshotTable(string Name, int Rows, string Sha256);

/// <summary>Says what a snapshot is of, where it is and how it is checked. Written after everything else: a snapshot without one never happened.</summary>
/// <param name="Name">The snapshot's name: the instant at which it was taken.</param>
/// <param name="TakenAt">That instant, UTC.</param>
/// <param name="Account">The account that the records are of.</param>
/// <param name="Schema">The form of the records.</param>
/// <param name="Sequence">The journal's newest event at that instant; 0 before the first.</param>
/// <param name="HeadHash">Its hash.</param>
/// <param name="Changed">Records that others were changing all the while: 0 when the records are those of one instant, otherwise a rebuild from the journal must follow a restore.</param>
/// <param name="Tables">Each table, in ordinal order.</param>
/// <param name="Content">The blob that holds the records.</param>
/// <param name="ContentSha256">Of that blob.</param>
/// <param name="Sha256">Of this manifest without this field.</param>
public sealed record SnapshotManifest(
    string Name,
    Instant TakenAt,
    string Account,
    int Schema,
    long Sequence,
    string HeadHash,
    int Changed,
    IReadOnlyList<SnapshotTable> Tables,
    string Content,
    string ContentSha256,
    string Sha256)
{
    /// <summary>How many records in all.</summary>
    public int Rows() => Tables.Sum(table => table.Rows);

    /// <summary>How many of them are in the desk's own tables: the same on every machine.</summary>
    public int DeskRows() => DeskTables().Sum(table => table.Rows);

    /// <summary>What the journal tells of the records: a hash over the desk's own tables, the same on every machine.</summary>
    public string Records()
    {
        var text = new StringBuilder();
        foreach (var table in DeskTables())
        {
            text.Append(CultureInfo.InvariantCulture, $"{table.Name} {table.Rows} {table.Sha256}\n");
        }

        return HashOf(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private IEnumerable<SnapshotTable> DeskTables() => Tables.Where(table => TableSet.Desk.Find(table.Name) is not null);

    /// <summary>The same, sealed: with its own hash.</summary>
    internal SnapshotManifest Seal() => this with { Sha256 = HashOf(JsonSerializer.SerializeToUtf8Bytes(this with { Sha256 = string.Empty }, TradingJson.Options)) };

    /// <summary>The manifest's bytes.</summary>
    internal byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, TradingJson.Options);

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="BackupException">It is damaged.</exception>
    internal static SnapshotManifest Read(string name, ReadOnlySpan<byte> content)
    {
        try
        {
            // Read and written again it is the same to the byte: nothing in it was passed over.
            return JsonSerializer.Deserialize<SnapshotManifest>(content, TradingJson.Options) is { } read && read.Name == name && read.Seal().Write().AsSpan().SequenceEqual(content)
                ? read
                : throw new BackupException($"snapshot {name} is damaged: its manifest was changed; use another one");
        }
        catch (JsonException fault)
        {
            throw new BackupException($"snapshot {name} is damaged: its manifest cannot be read; use another one", fault);
        }
    }

    internal static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
