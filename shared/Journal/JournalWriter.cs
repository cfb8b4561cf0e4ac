using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Trading.Storage;
using Trading.Time;

namespace Trading.Journal;

/// <summary>
/// Appends events to the journal: one append blob a New York date, <c>journal/yyyy-MM-dd.jsonl</c>, the hash chain running through.
/// The blob itself is the head, so there is nothing else to keep in step. Safe for several writers: a lost race is read again and retried.
/// </summary>
public sealed class JournalWriter(IBlobs blobs, TimeProvider clock) : IDisposable
{
    /// <summary>The container of the journal.</summary>
    public const string Container = "journal";

    /// <summary>What stands before the first event's hash.</summary>
    public static readonly string Genesis = new('0', 64);

    private const int MostTries = 20;
    private readonly SemaphoreSlim gate = new(1);
    private Head? head;

    /// <summary>Appends one event and returns when it is stored.</summary>
    /// <param name="kind">A code such as <c>order-submitted</c>.</param>
    /// <param name="correlation">The chain it belongs to.</param>
    /// <param name="data">Written as JSON with <see cref="TradingJson"/>; holds nothing that differs between two runs of the same day.</param>
    /// <param name="cancellationToken">Cancels the wait, not an append under way.</param>
    /// <exception cref="StorageException">The store could not answer, or other writers won every race.</exception>
    public async ValueTask AppendAsync(string kind, string correlation, object data, CancellationToken cancellationToken)
    {
        var element = JsonSerializer.SerializeToElement(data, data.GetType(), TradingJson.Options);
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (var tries = 0; tries < MostTries; tries++)
            {
                var at = clock.Now();
                var before = head ?? await ReadHeadAsync(NewYork.DateOf(at), cancellationToken).ConfigureAwait(false);
                before = before.On(NewYork.DateOf(at));
                var (line, hash) = Seal(before, at, kind, correlation, element);
                if (await blobs.AppendAsync(Container, NameOf(before.Date), line, before.Position, cancellationToken).ConfigureAwait(false))
                {
                    head = new Head(before.Date, before.Position + line.Length, before.Sequence + 1, hash);
                    return;
                }

                head = null;
            }
        }
        finally
        {
            gate.Release();
        }

        throw new StorageException($"the journal could not be appended to in {MostTries} tries: other writers were always first");
    }

    /// <summary>The number of events so far and the last one's hash.</summary>
    public async ValueTask<(long Events, string Hash)> HeadAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            head ??= await ReadHeadAsync(NewYork.DateOf(clock.Now()), cancellationToken).ConfigureAwait(false);
            return (head.Sequence, head.Hash);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    internal static string NameOf(LocalDate date) => $"{LocalDatePattern.Iso.Format(date)}.jsonl";

    private static (byte[] Line, string Hash) Seal(Head before, Instant at, string kind, string correlation, JsonElement data)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = TradingJson.Options.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("sequence", before.Sequence + 1);
            writer.WriteString("at", InstantPattern.ExtendedIso.Format(at));
            writer.WriteString("kind", kind);
            writer.WriteString("correlation", correlation);
            writer.WritePropertyName("data");
            data.WriteTo(writer);
            writer.WriteString("previous", before.Hash);
            writer.WriteEndObject();
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
        var tail = Encoding.ASCII.GetBytes($",\"hash\":\"{hash}\"}}\n");
        return ([.. buffer.WrittenSpan[..^1], .. tail], hash);
    }

    private async ValueTask<Head> ReadHeadAsync(LocalDate today, CancellationToken cancellationToken)
    {
        var items = await blobs.ListAsync(Container, string.Empty, cancellationToken).ConfigureAwait(false);
        if (items.Count == 0)
        {
            return new Head(today, 0, 0, Genesis);
        }

        var last = items[^1].Name;
        var blob = await blobs.ReadAsync(Container, last, cancellationToken).ConfigureAwait(false)
            ?? throw new StorageException($"journal blob {last} was listed but is gone");
        var text = blob.Content.Span.TrimEnd((byte)'\n');
        var line = text[(text.LastIndexOf((byte)'\n') + 1)..];
        var seen = JsonSerializer.Deserialize<JournalEvent>(line, TradingJson.Options)
            ?? throw new StorageException($"journal blob {last} ends in no event");
        return new Head(LocalDatePattern.Iso.Parse(last[..10]).Value, blob.Content.Length, seen.Sequence, seen.Hash);
    }

    private sealed record Head(LocalDate Date, long Position, long Sequence, string Hash)
    {
        public Head On(LocalDate date) => date == Date ? this : this with { Date = date, Position = 0 };
    }
}
