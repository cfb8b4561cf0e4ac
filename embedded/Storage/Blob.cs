using System.Globalization;
using Trading.Storage;

namespace Trading.Embedded.Storage;

/// <summary>What the store knows of one blob: its version, and what of it has not reached its file yet.</summary>
internal sealed class Blob(string container, string name)
{
    private readonly List<ReadOnlyMemory<byte>> unwritten = [];

    public string Container { get; } = container;

    public string Name { get; } = name;

    public bool Exists { get; private set; }

    public long Version { get; private set; }

    public long Length { get; private set; }

    public uint Checksum { get; private set; }

    /// <summary>Whether the file is behind.</summary>
    public bool IsUnwritten { get; private set; }

    /// <summary>Where the unwritten bytes begin; before it the file is right. Zero after a whole write.</summary>
    public long WrittenTo { get; private set; }

    /// <summary>Bytes that wait for their file.</summary>
    public long UnwrittenBytes => IsUnwritten ? Length - WrittenTo : 0;

    public string VersionText => Version.ToString(CultureInfo.InvariantCulture);

    private bool IsReplaced { get; set; }

    public void Apply(BlobChange change)
    {
        switch (change)
        {
            case BlobPut put:
                StartAnew();
                Add(put.Version, 0, Crc32C.Of(put.Content.Span), put.Content);
                break;
            case BlobAppended appended:
                Begin(appended.Position);
                Add(appended.Version, appended.Position, appended.Checksum, appended.Content);
                break;
            case BlobDeleted:
                StartAnew();
                (Exists, Length) = (false, 0);
                break;
            case BlobKnown known:
                (Exists, Version, Length, Checksum) = (true, known.Version, known.Length, known.Checksum);
                break;
        }
    }

    /// <summary>The content, the file's part read by <paramref name="folder"/>.</summary>
    public byte[] Read(BlobFolder folder)
    {
        var content = new byte[Length];
        if (WrittenTo > 0)
        {
            var there = folder.Read(Container, Name, WrittenTo) ?? [];
            there.CopyTo(content, 0);
        }

        var at = WrittenTo;
        foreach (var part in unwritten)
        {
            part.CopyTo(content.AsMemory((int)at));
            at += part.Length;
        }

        return content;
    }

    /// <summary>Brings the file up to date. Doing it again does no harm.</summary>
    public void WriteFile(BlobFolder folder)
    {
        if (!Exists)
        {
            folder.Delete(Container, Name);
        }
        else if (IsReplaced)
        {
            folder.Replace(Container, Name, unwritten);
        }
        else
        {
            folder.WriteAt(Container, Name, WrittenTo, unwritten, Length);
        }
    }

    /// <summary>Marks the file as complete.</summary>
    public void Written()
    {
        (IsUnwritten, IsReplaced) = (false, false);
        unwritten.Clear();
    }

    private void StartAnew()
    {
        unwritten.Clear();
        (IsUnwritten, IsReplaced, WrittenTo) = (true, true, 0);
    }

    private void Begin(long position)
    {
        if (!IsUnwritten)
        {
            (IsUnwritten, WrittenTo) = (true, position);
        }
    }

    private void Add(long version, long position, uint checksum, ReadOnlyMemory<byte> content)
    {
        unwritten.Add(content);
        (Exists, Version, Length, Checksum) = (true, version, position + content.Length, checksum);
    }
}
