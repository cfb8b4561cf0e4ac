using System.Text.Json;
using NodaTime;
using Trading.Storage;

namespace Trading.Execution;

/// <summary>The sign of life of the execution loop: table <c>heartbeats</c>, partition <c>desk</c>, row <c>execution-loop</c>, written by every cycle.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Date">The trading date, New York.</param>
/// <param name="Loop">The loop's instance.</param>
/// <param name="Cycle">The cycle's number.</param>
/// <param name="Kill">The kill switch's word.</param>
/// <param name="EntriesShut">Why no entries were made, or null.</param>
/// <param name="Submitted">Orders sent.</param>
/// <param name="Errors">Faults.</param>
public sealed record ExecutionHeartbeat(Instant At, LocalDate Date, string Loop, int Cycle, string Kill, string? EntriesShut, int Submitted, int Errors)
{
    /// <summary>The table.</summary>
    public const string Table = "heartbeats";

    /// <summary>The partition.</summary>
    public const string Partition = "desk";

    /// <summary>The row.</summary>
    public const string Row = "execution-loop";
}

/// <summary>What a cycle leaves behind: the heartbeat always, a line in the blob <c>decisions/yyyy-MM-dd.jsonl</c> and the record <c>decisions/desk/latest</c> when it was material.</summary>
internal sealed class CycleArtifacts(IRecords records, IBlobs blobs)
{
    internal const string Container = "decisions";
    private const int MostTries = 20;
    private readonly RecordTable<ExecutionHeartbeat> heartbeats = new(records, ExecutionHeartbeat.Table);
    private readonly RecordTable<DecisionRecord> latest = new(records, Container);
    private (string Name, long Length) tail = (string.Empty, 0);

    public async ValueTask WriteAsync(CycleInput input, CycleReport report, Instant at, CancellationToken cancellationToken)
    {
        if (report.IsMaterial)
        {
            var decision = new DecisionRecord(at, input.Date, input.Loop, report);
            await AppendAsync(DecisionReader.NameOf(input.Date), decision, cancellationToken).ConfigureAwait(false);
            await latest.PutAsync(ExecutionHeartbeat.Partition, "latest", decision, cancellationToken).ConfigureAwait(false);
        }

        var heartbeat = new ExecutionHeartbeat(at, input.Date, input.Loop, input.Number, report.Kill, report.EntriesShut, report.Submitted, report.Errors);
        await heartbeats.PutAsync(ExecutionHeartbeat.Partition, ExecutionHeartbeat.Row, heartbeat, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask AppendAsync(string name, DecisionRecord decision, CancellationToken cancellationToken)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(decision, TradingJson.Options), (byte)'\n'];
        var length = tail.Name == name ? tail.Length : await LengthAsync(name, cancellationToken).ConfigureAwait(false);
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await blobs.AppendAsync(Container, name, line, length, cancellationToken).ConfigureAwait(false))
            {
                tail = (name, length + line.Length);
                return;
            }

            length = await LengthAsync(name, cancellationToken).ConfigureAwait(false);
        }

        throw new StorageException($"decision record {name} could not be appended to in {MostTries} tries: other writers were always first");
    }

    private async ValueTask<long> LengthAsync(string name, CancellationToken cancellationToken)
    {
        var found = await blobs.ListAsync(Container, name, cancellationToken).ConfigureAwait(false);
        return found.FirstOrDefault(item => item.Name == name)?.Length ?? 0;
    }
}

/// <summary>One material cycle, as it is kept.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Date">The trading date, New York.</param>
/// <param name="Loop">The loop's instance.</param>
/// <param name="Cycle">What it saw and did.</param>
public sealed record DecisionRecord(Instant At, LocalDate Date, string Loop, CycleReport Cycle);
