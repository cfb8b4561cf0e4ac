using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Trading.Adapters.Storage;

/// <summary>One append at a position: the service refuses it anywhere but at the end. A repeat that is refused looks whether its own bytes already lie there.</summary>
internal static class BlobAppend
{
    /// <summary>Appends; false when the blob does not end at <paramref name="position"/>.</summary>
    public static async Task<bool> RunAsync(AppendBlobClient blob, ReadOnlyMemory<byte> content, long position, bool again, CancellationToken cancellationToken)
    {
        try
        {
            return await AppendAsync(blob, content, position, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException elsewhere) when (elsewhere.ErrorCode == "AppendPositionConditionNotMet")
        {
            return again && await HoldsAsync(blob, content, position, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException none) when (none.ErrorCode == "BlobNotFound" && position > 0)
        {
            return false;
        }
        catch (RequestFailedException none) when (none.ErrorCode == "BlobNotFound")
        {
            await blob.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            return await RunAsync(blob, content, position, again, cancellationToken).ConfigureAwait(false);
        }
    }

    // The service takes no block without a byte: there is nothing to append, only the position to be right.
    private static async Task<bool> AppendAsync(AppendBlobClient blob, ReadOnlyMemory<byte> content, long position, CancellationToken cancellationToken)
    {
        if (content.IsEmpty)
        {
            return (await blob.GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Value.ContentLength == position;
        }

        var atTheEnd = new AppendBlobAppendBlockOptions { Conditions = new AppendBlobRequestConditions { IfAppendPositionEqual = position } };
        var stream = BinaryData.FromBytes(content).ToStream();
        await using (stream.ConfigureAwait(false))
        {
            await blob.AppendBlockAsync(stream, atTheEnd, cancellationToken).ConfigureAwait(false);
            return true;
        }
    }

    private static async Task<bool> HoldsAsync(AppendBlobClient blob, ReadOnlyMemory<byte> content, long position, CancellationToken cancellationToken)
    {
        try
        {
            var there = await blob.DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(position, content.Length) }, cancellationToken).ConfigureAwait(false);
            return there.Value.Content.ToMemory().Span.SequenceEqual(content.Span);
        }
        catch (RequestFailedException past) when (past.Status == 416)
        {
            return false;
        }
    }
}
