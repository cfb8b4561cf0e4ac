using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Trading.Journal;
using Trading.Storage;

namespace Trading.Execution;

/// <summary>Reads what the cycles decided: the lines of the blob <c>decisions/yyyy-MM-dd.jsonl</c>.</summary>
public sealed class DecisionReader(IBlobs blobs)
{
    /// <summary>The material cycles of a New York date, in order; empty when there were none.</summary>
    /// <exception cref="StorageException">The store could not answer, or a line is not a decision.</exception>
    public ValueTask<IReadOnlyList<DecisionRecord>> OnAsync(LocalDate date, CancellationToken cancellationToken) => WhereAsync(date, static _ => true, cancellationToken);

    /// <summary>As <see cref="OnAsync"/>, the lines that <paramref name="wanted"/> passes; the others are not parsed.</summary>
    internal async ValueTask<IReadOnlyList<DecisionRecord>> WhereAsync(LocalDate date, LineFilter wanted, CancellationToken cancellationToken)
    {
        var name = NameOf(date);
        if (await blobs.ReadAsync(CycleArtifacts.Container, name, cancellationToken).ConfigureAwait(false) is not { } stored)
        {
            return [];
        }

        var found = new List<DecisionRecord>();
        foreach (var line in JournalReader.LinesOf(stored.Content))
        {
            if (wanted(line.Span))
            {
                found.Add(Parse(name, line.Span));
            }
        }

        return found;
    }

    /// <summary>The blob of a date.</summary>
    internal static string NameOf(LocalDate date) => $"{LocalDatePattern.Iso.Format(date)}.jsonl";

    private static DecisionRecord Parse(string name, ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<DecisionRecord>(line, TradingJson.Options) ?? throw new StorageException($"decision record {name} holds null");
        }
        catch (JsonException fault)
        {
            throw new StorageException($"decision record {name} holds a line that is not a decision: {fault.Message}", fault);
        }
    }
}
