using NodaTime;
using Trading.Control;
using Trading.Control.Operators;
using Trading.Control.TwoPersons;
using Trading.Operations.Health;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Backups;

/// <summary>
/// A restore in place takes two people and a desk at rest: one asks for a snapshot, another approves it, and whoever of them runs it finds the kill switch at halt_all, the loop stopped and no job
/// under way. The kill switch stays where it is until two people release it.
/// </summary>
/// <exception cref="StorageException">Thrown by each member when the store cannot answer: nothing is restored then.</exception>
public sealed class RestoreDesk(SnapshotProof proof, InPlaceRestore restore, RestoreBook book, TwoPersonRule rule, KillSwitch kill, LoopSwitch loop, RunLedger ledger, string account, TimeProvider clock)
{
    /// <summary>The kind of its requests.</summary>
    public const string Kind = "restore";

    private static readonly Duration Patience = Duration.FromHours(1);

    /// <summary>Asks for the newest snapshot at or before an instant.</summary>
    /// <exception cref="BackupException">There is none, or it is not to be trusted.</exception>
    public async ValueTask<TwoPersonAnswer> RequestAsync(Instant at, Caller by, string why, CancellationToken cancellationToken)
    {
        var proved = Ours(await proof.ProveAsync(at, cancellationToken).ConfigureAwait(false));
        var request = await rule.RequestAsync(Kind, BindingOf(proved.Manifest), by, why, cancellationToken).ConfigureAwait(false);
        return new TwoPersonAnswer(
            request, null, $"{request.Id} asks for a restore to {proved.Manifest.Name} ({BackupTime.Text(proved.Manifest.TakenAt)}): another person approves it before {request.ExpiresAt}");
    }

    /// <summary>Approves a request; nothing is restored yet.</summary>
    /// <exception cref="BackupException">The snapshot is not to be trusted any more.</exception>
    public async ValueTask<TwoPersonAnswer> ApproveAsync(string id, Caller by, CancellationToken cancellationToken)
    {
        var request = await rule.FindAsync(id, cancellationToken).ConfigureAwait(false);
        var binding = request?.Kind == Kind ? BindingOf((await ProveAsync(request, cancellationToken).ConfigureAwait(false)).Manifest) : string.Empty;
        var answer = await rule.ApproveAsync(id, Kind, binding, by, cancellationToken).ConfigureAwait(false);
        return answer.Refusal is null ? answer with { Sentence = $"{answer.Sentence}; run it with the desk at rest: kill halt_all, shutdown, then trade restore run {id}" } : answer;
    }

    /// <summary>Carries an approved request out.</summary>
    /// <param name="id">The request.</param>
    /// <param name="seen">The loop as the host sees it.</param>
    /// <param name="by">Who runs it.</param>
    /// <param name="cancellationToken">Cancels between the writes; a repeat takes up the rest.</param>
    /// <returns>The report, or why nothing was done: a code and a sentence.</returns>
    /// <exception cref="BackupException">The snapshot is not to be trusted, or the restore could not be finished.</exception>
    /// <exception cref="Brokers.BrokerException">The broker could not be asked; the restore is not finished.</exception>
    public async ValueTask<(RestoreReport? Report, string? Code, string Sentence)> RunAsync(string id, LoopStatus seen, Caller by, CancellationToken cancellationToken)
    {
        var request = await rule.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (await RefusalAsync(id, request, seen, cancellationToken).ConfigureAwait(false) is var (code, sentence))
        {
            await rule.JournalRefusalAsync(Kind, request, code, sentence, by, cancellationToken).ConfigureAwait(false);
            return (null, code, sentence);
        }

        var proved = await ProveAsync(request!, cancellationToken).ConfigureAwait(false);
        if (BindingOf(proved.Manifest) != request!.Binding)
        {
            throw new BackupException($"{id} was made for {request.Binding}, which is another one by now: ask again");
        }

        if (await book.BeginAsync(id, proved.Manifest.Name, by.Name, cancellationToken).ConfigureAwait(false) is not { } turn)
        {
            const string Busy = "a restore is under way: wait for its end; one that died is begun again after a quarter of an hour";
            await rule.JournalRefusalAsync(Kind, request, "under_way", Busy, by, cancellationToken).ConfigureAwait(false);
            return (null, "under_way", Busy);
        }

        var report = await CarryOutAsync(proved, request, turn, by, cancellationToken).ConfigureAwait(false);
        return (report, null, $"restored to {report.Snapshot} and brought forward from the journal and the broker; look at state check and audit, then two people release the kill switch");
    }

    private async ValueTask<RestoreReport> CarryOutAsync(ProvedSnapshot proved, TwoPersonRequest request, string turn, Caller by, CancellationToken cancellationToken)
    {
        try
        {
            // From the mark on nobody can agree on a release; one that was agreed on before is void by this activation.
            await kill.EscalateAsync(KillMode.HaltAll, KillSources.Http, by.Name, $"restore {request.Id}: {request.Why}", cancellationToken).ConfigureAwait(false);
            var report = await restore.RunAsync(proved, request.Id, by.Name, request.Why, cancellationToken).ConfigureAwait(false);
            return await book.CompleteAsync(request.Id, turn, cancellationToken).ConfigureAwait(false)
                ? report
                : throw new BackupException($"{request.Id} was begun by somebody else meanwhile: the restore is finished when that run is");
        }
        catch
        {
            await StopAsync(request.Id, turn).ConfigureAwait(false);
            throw;
        }
    }

    // What cut the restore short is the news; a mark that cannot be taken back ends by itself.
    private async ValueTask StopAsync(string id, string turn)
    {
        try
        {
            await book.StopAsync(id, turn, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StorageException)
        {
        }
    }

    private static string BindingOf(SnapshotManifest manifest) => $"snapshot {manifest.Name} {manifest.Sha256[..16]}";

    private async ValueTask<ProvedSnapshot> ProveAsync(TwoPersonRequest request, CancellationToken cancellationToken) =>
        Ours(await proof.ProveAsync(request.Binding.Split(' ')[1], cancellationToken).ConfigureAwait(false));

    private ProvedSnapshot Ours(ProvedSnapshot proved) =>
        proved.Manifest.Account != account ? throw new BackupException($"snapshot {proved.Manifest.Name} is of account {proved.Manifest.Account}, this desk trades {account}")
        : RestoreBook.UnfinishedIn(proved) is { } half ? throw new BackupException($"snapshot {proved.Manifest.Name} was taken in the middle of restore {half}: use another one")
        : proved;

    private async ValueTask<(string Code, string Sentence)?> RefusalAsync(string id, TwoPersonRequest? request, LoopStatus seen, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        if (request?.Kind != Kind)
        {
            return ("unknown_request", "there is no restore request of that id");
        }

        // One that was begun is carried to its end, however late.
        var begun = await book.FindAsync(id, cancellationToken).ConfigureAwait(false);
        return begun?.DoneAt is { } done ? ("used", $"{id} was carried out at {done}")
            : request.EffectiveAt is not { } effective ? ("not_approved", $"{id} is not approved yet")
            : now < effective ? ("not_yet", $"{id} counts from {effective}")
            : begun is null && now >= effective + Patience ? ("expired", $"{id} was approved more than an hour ago: ask again")
            : await NotAtRestAsync(now, seen, cancellationToken).ConfigureAwait(false) is { } why ? ("not_at_rest", why)
            : null;
    }

    private async ValueTask<string?> NotAtRestAsync(Instant now, LoopStatus seen, CancellationToken cancellationToken)
    {
        var mode = (await kill.ReadAsync(cancellationToken).ConfigureAwait(false)).Mode;
        if (mode != KillMode.HaltAll)
        {
            return $"the kill switch is {mode.Word()}: a restore takes halt_all (trade kill)";
        }

        if ((await loop.ReadAsync(cancellationToken).ConfigureAwait(false)).Mode != LoopMode.Stopped || seen.Problem is not null || seen.RunningCount > 0)
        {
            return $"the loop is not stopped: {seen.Problem ?? "trade shutdown drains it"}";
        }

        var runs = await ledger.OnAsync(NewYork.DateOf(now), cancellationToken).ConfigureAwait(false);
        return runs.FirstOrDefault(run => run.IsAlive(now)) is { } alive ? $"{alive.Job} is under way: try again in a moment" : null;
    }
}
