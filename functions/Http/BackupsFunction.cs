using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Trading.Operations.Backups;

namespace Trading.Functions.Http;

/// <summary>The snapshots there are, and whether one can be trusted.</summary>
public sealed class BackupsFunction(BackupShelf shelf, SnapshotProof proof)
{
    /// <summary>The names of the snapshots, newest first; with <c>date</c> (UTC, yyyy-MM-dd) those of a day.</summary>
    [Answers(typeof(BackupsAnswer))]
    [Function("Backups")]
    public async Task<IResult> ListAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/backups")] HttpRequest request, CancellationToken cancellationToken)
    {
        var names = await shelf.NamesAsync(request.Query["date"].ToString(), cancellationToken);
        return Answer.Json(new BackupsAnswer(names.Count, [.. names.Reverse()], names.Count == 0 ? "there is no snapshot" : null));
    }

    /// <summary>Which snapshot a restore to <c>at</c> would take, and the proof of it: records, counts, the journal up to it and beyond. 409 when it is not to be trusted.</summary>
    [Answers(typeof(ProofAnswer))]
    [Function("VerifyBackup")]
    public async Task<IResult> VerifyAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/backups/verify")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (BackupTime.Parse(request.Query["at"].ToString()) is not { } at)
        {
            return Answer.Wrong($"at wants {BackupTime.Wanted}");
        }

        try
        {
            return Answer.Json(ProofAnswer.Of(await proof.ProveAsync(at, cancellationToken)));
        }
        catch (BackupException fault)
        {
            return Answer.Problem(StatusCodes.Status409Conflict, "not_proved", fault.Message);
        }
    }
}

/// <summary>The snapshots.</summary>
/// <param name="Count">How many.</param>
/// <param name="Snapshots">Their names, newest first.</param>
/// <param name="Reason">Why there are none, or null.</param>
internal sealed record BackupsAnswer(int Count, IReadOnlyList<string> Snapshots, string? Reason);

/// <summary>A proved snapshot.</summary>
/// <param name="Status"><c>PASS</c>, or <c>WARN</c> when records were being changed while it was taken.</param>
/// <param name="Snapshot">Its name.</param>
/// <param name="TakenAt">When it was taken, UTC.</param>
/// <param name="Records">How many records it has.</param>
/// <param name="Changed">How many were being changed.</param>
/// <param name="Sequence">The journal's newest event then.</param>
/// <param name="HeadHash">Its hash.</param>
/// <param name="Events">The journal's events by now; the chain holds through all of them.</param>
/// <param name="Tables">Each table.</param>
internal sealed record ProofAnswer(
    string Status,
    string Snapshot,
    [property: JsonPropertyName("taken_at")] Instant TakenAt,
    int Records,
    int Changed,
    long Sequence,
    [property: JsonPropertyName("head_hash")] string HeadHash,
    long Events,
    IReadOnlyList<SnapshotTable> Tables)
{
    public static ProofAnswer Of(ProvedSnapshot proved)
    {
        var manifest = proved.Manifest;
        return new ProofAnswer(manifest.Changed == 0 ? "PASS" : "WARN", manifest.Name, manifest.TakenAt, manifest.Rows(), manifest.Changed, manifest.Sequence, manifest.HeadHash, proved.Events, manifest.Tables);
    }
}
