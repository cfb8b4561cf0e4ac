using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Inquiry.Incidents;

/// <summary>Writes an incident's archive as it is read. A part that cannot be read does not spoil the others: the manifest, written last, says that it is missing.</summary>
public sealed class IncidentWriter(IncidentSource source, TimeProvider clock)
{
    /// <summary>The longest span.</summary>
    public static readonly Duration Longest = Duration.FromDays(7);

    private const string Note = "Logs are kept by the host's exporter, not by the desk. Operators' credentials are never in this archive.";

    /// <summary>Writes the archive of <paramref name="span"/> to <paramref name="target"/>, which need not be seekable.</summary>
    /// <param name="span">The span, its end not included.</param>
    /// <param name="more">Files that the host adds, by name.</param>
    /// <param name="target">Where to.</param>
    /// <param name="cancellationToken">Breaks the archive off.</param>
    /// <exception cref="StorageException">The store could not be listed; nothing was written.</exception>
    public async Task WriteAsync(Interval span, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> more, Stream target, CancellationToken cancellationToken)
    {
        var parts = await source.PartsAsync(span, cancellationToken).ConfigureAwait(false);
        var added = more.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new IncidentPart(pair.Key, _ => ValueTask.FromResult<ReadOnlyMemory<byte>?>(pair.Value)));
        var stream = new PatientStream(target);
        await using (stream.ConfigureAwait(false))
        {
            var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken).ConfigureAwait(false);
            await using (zip.ConfigureAwait(false))
            {
                var (files, gaps) = await FillAsync(zip, parts.Concat(added), cancellationToken).ConfigureAwait(false);
                var manifest = new IncidentManifest(1, source.Account, span.Start, span.End, clock.Now(), files, gaps, Note);
                await AddAsync(zip, "manifest.json", JsonSerializer.SerializeToUtf8Bytes(manifest, TradingJson.Options), cancellationToken).ConfigureAwait(false);
            }

            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<(List<IncidentFile> Files, List<IncidentGap> Gaps)> FillAsync(ZipArchive zip, IEnumerable<IncidentPart> parts, CancellationToken cancellationToken)
    {
        var (files, gaps) = (new List<IncidentFile>(), new List<IncidentGap>());
        foreach (var part in parts)
        {
            try
            {
                if (await part.ReadAsync(cancellationToken).ConfigureAwait(false) is { } content)
                {
                    files.Add(await AddAsync(zip, part.Name, content, cancellationToken).ConfigureAwait(false));
                }
            }
            catch (StorageException fault)
            {
                gaps.Add(new IncidentGap(part.Name, fault.Message));
            }
        }

        return (files, gaps);
    }

    private async ValueTask<IncidentFile> AddAsync(ZipArchive zip, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = clock.GetUtcNow();
        var stream = await entry.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            await stream.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        }

        return new IncidentFile(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content.Span)));
    }
}
