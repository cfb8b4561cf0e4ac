using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Trading.Storage;
using BlobItem = Trading.Storage.BlobItem;

namespace Trading.Adapters.Storage;

/// <summary>
/// Blobs of an account; a blob's version is its ETag. What is put is a block blob, what is appended to an append blob. A conditional write whose answer was lost
/// is never mistaken for somebody else's: its repeat looks whose write is there.
/// </summary>
internal sealed class ContainerBlobs(BlobServiceClient service, StoreCalls calls, WriteIds ids, RecordLeases leases) : IBlobs
{
    private readonly Homes<BlobContainerClient> containers = new(service.GetBlobContainerClient, static (container, token) => container.CreateIfNotExistsAsync(cancellationToken: token));

    /// <inheritdoc/>
    public async ValueTask<StoredBlob?> ReadAsync(string container, string name, CancellationToken cancellationToken)
    {
        var what = Checked(container, name);
        return await calls.RunAsync(what, (_, token) => FindAsync(container, name, from: 0, token), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadFromAsync(string container, string name, long position, CancellationToken cancellationToken)
    {
        var what = Checked(container, name);
        return (await calls.RunAsync(what, (_, token) => FindAsync(container, name, position, token), cancellationToken).ConfigureAwait(false))?.Content;
    }

    /// <inheritdoc/>
    public async ValueTask<string> PutAsync(string container, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var what = Checked(container, name);
        var upload = new BlobUploadOptions { Metadata = Signed(ids.Next()) };
        return await calls.RunAsync(what, (_, token) => UploadAsync(container, name, content, upload, token), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<string?> WriteIfAsync(string container, string name, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellationToken)
    {
        var what = Checked(container, name);
        var condition = version is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = new ETag(version) };
        var upload = new BlobUploadOptions { Metadata = Signed(ids.Next()), Conditions = condition };
        return await calls.RunAsync(what, (again, token) => UploadIfAsync(container, name, content, upload, again, token), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> AppendAsync(string container, string name, ReadOnlyMemory<byte> content, long position, CancellationToken cancellationToken)
    {
        var what = Checked(container, name);
        return await calls.RunAsync(
            what,
            (again, token) => containers.WriteAsync(container, home => BlobAppend.RunAsync(home.GetAppendBlobClient(name), content, position, again, token), token),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<BlobItem>> ListAsync(string container, string prefix, CancellationToken cancellationToken)
    {
        StorageNames.CheckContainer(container);
        return await calls.RunAsync($"blobs {container}/{prefix}", (_, token) => ListAllAsync(container, prefix, token), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string container, string name, CancellationToken cancellationToken)
    {
        var what = Checked(container, name);

        // What a repeat finds gone was there at the first try, as far as anybody can tell.
        return await calls.RunAsync(
            what,
            async (again, token) => (await containers[container].GetBlobClient(name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: token).ConfigureAwait(false)).Value || again,
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryLeaseAsync(string name, string holder, TimeSpan duration, CancellationToken cancellationToken) =>
        leases.TryTakeAsync(name, holder, duration, cancellationToken);

    /// <inheritdoc/>
    public ValueTask ReleaseLeaseAsync(string name, string holder, CancellationToken cancellationToken) =>
        leases.ReleaseAsync(name, holder, cancellationToken);

    private static string Checked(string container, string name)
    {
        StorageNames.CheckContainer(container);
        StorageNames.CheckBlob(name);
        return $"blob {container}/{name}";
    }

    private static Dictionary<string, string> Signed(string writeId) => new(StringComparer.Ordinal) { [WriteIds.Name] = writeId };

    // An answer has its ETag between quotes, a listing has not.
    private static string Plain(ETag etag) => etag.ToString().Trim('"');

    private async Task<StoredBlob?> FindAsync(string container, string name, long from, CancellationToken cancellationToken)
    {
        try
        {
            var range = from == 0 ? default : new HttpRange(from);
            var found = await containers[container].GetBlobClient(name).DownloadContentAsync(new BlobDownloadOptions { Range = range }, cancellationToken).ConfigureAwait(false);
            return new StoredBlob(found.Value.Content.ToMemory(), Plain(found.Value.Details.ETag));
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            return null;
        }
        catch (RequestFailedException end) when (end.Status == 416)
        {
            return new StoredBlob(default, string.Empty);
        }
    }

    private Task<string> UploadAsync(string container, string name, ReadOnlyMemory<byte> content, BlobUploadOptions upload, CancellationToken cancellationToken) =>
        containers.WriteAsync(
            container,
            async home => Plain((await home.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(content), upload, cancellationToken).ConfigureAwait(false)).Value.ETag),
            cancellationToken);

    private async Task<string?> UploadIfAsync(string container, string name, ReadOnlyMemory<byte> content, BlobUploadOptions upload, bool again, CancellationToken cancellationToken)
    {
        try
        {
            return await UploadAsync(container, name, content, upload, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException no) when (no.ErrorCode is "BlobAlreadyExists" or "ConditionNotMet" or "BlobNotFound")
        {
            return again ? await OwnVersionAsync(container, name, upload.Metadata[WriteIds.Name], cancellationToken).ConfigureAwait(false) : null;
        }
    }

    private async Task<string?> OwnVersionAsync(string container, string name, string writeId, CancellationToken cancellationToken)
    {
        try
        {
            var there = (await containers[container].GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Value;
            return there.Metadata.TryGetValue(WriteIds.Name, out var written) && written == writeId ? Plain(there.ETag) : null;
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<BlobItem>> ListAllAsync(string container, string prefix, CancellationToken cancellationToken)
    {
        var found = new List<BlobItem>();
        try
        {
            await foreach (var item in containers[container].GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellationToken).ConfigureAwait(false))
            {
                found.Add(new BlobItem(item.Name, item.Properties.ContentLength ?? 0));
            }
        }
        catch (RequestFailedException none) when (StoreFaults.IsHomeMissing(none))
        {
            return [];
        }

        found.Sort(static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        return found;
    }
}
