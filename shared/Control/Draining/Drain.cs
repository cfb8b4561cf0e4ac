using NodaTime;
using Trading.Brokers;
using Trading.Execution.Requests;
using Trading.Journal;
using Trading.Operations;
using Trading.Orders;
using Trading.Reconciliation;
using Trading.Storage;
using Trading.Time;

namespace Trading.Control.Draining;

/// <summary>
/// Shuts the desk down in steps that anybody may take, as often as they like: each reads where the shutdown stands, does what is next and keeps how far it came, so a process that dies leaves
/// a shutdown that goes on. Entries stop at the first step and at the door; the loop goes on to manage what is held until the end. Stops that protect are never cancelled, nor are others' orders.
/// </summary>
public sealed class Drain(
    DrainBook drains, LoopSwitch loop, OrderBook book, OrderCancels cancels, ExitRequestBook requests, Reconciler reconciler, JournalWriter journal, Alerts alerts, TimeProvider clock)
{
    private static readonly Duration AskAgain = Duration.FromSeconds(30);
    private static readonly Duration LeastTry = Duration.FromSeconds(3);

    /// <summary>Begins a shutdown and takes its first step, after which no entry passes the door. One that is under way goes on; one that has ended is begun anew.</summary>
    /// <exception cref="StorageException">The store could not answer; ask again.</exception>
    public async Task<DrainState> BeginAsync(string who, string why, CancellationToken cancellationToken)
    {
        var there = await drains.FindAsync(cancellationToken).ConfigureAwait(false);
        if (there is null || there.Value.IsDone)
        {
            var begun = DrainState.Begin(who, why, clock.Now());
            if (await drains.WriteAsync(begun, there, cancellationToken).ConfigureAwait(false))
            {
                await TellAsync("drain-began", begun, cancellationToken).ConfigureAwait(false);
            }
        }

        return await StepAsync(cancellationToken).ConfigureAwait(false) ?? throw new StorageException("the shutdown was taken back while it began");
    }

    /// <summary>The next step of the shutdown under way.</summary>
    /// <returns>Where it stands then; null when there is none.</returns>
    /// <exception cref="StorageException">The store could not answer; the step may be taken again.</exception>
    public async Task<DrainState?> StepAsync(CancellationToken cancellationToken)
    {
        var before = await drains.FindAsync(cancellationToken).ConfigureAwait(false);
        if (before is null || before.Value.IsDone)
        {
            return before?.Value;
        }

        var after = before.Value.Phase switch
        {
            DrainPhase.StoppingEntries => await StopEntriesAsync(before.Value, cancellationToken).ConfigureAwait(false),
            DrainPhase.Cancelling => await CancelAsync(before.Value, cancellationToken).ConfigureAwait(false),
            _ => await ReconcileAsync(before.Value, cancellationToken).ConfigureAwait(false),
        };
        if (!await drains.WriteAsync(after, before, cancellationToken).ConfigureAwait(false))
        {
            return await drains.ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        if (after.IsDone)
        {
            await TellEndAsync(after, cancellationToken).ConfigureAwait(false);
        }

        return after;
    }

    /// <summary>Takes a stop or pause back, whatever it was: the desk runs again, or its loop manages exits only.</summary>
    /// <exception cref="StorageException">The store could not answer; ask again.</exception>
    public async Task StartAsync(bool paused, string who, string why, CancellationToken cancellationToken)
    {
        await drains.ForgetAsync(cancellationToken).ConfigureAwait(false);
        await loop.SetAsync(paused ? LoopMode.Paused : LoopMode.Running, who, why, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What a shutdown would wait for now.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async Task<Unfinished> UnfinishedAsync(CancellationToken cancellationToken) =>
        Unfinished.Of(await book.LoadAsync(cancellationToken).ConfigureAwait(false), await requests.OpenAsync(cancellationToken).ConfigureAwait(false));

    private async Task<DrainState> StopEntriesAsync(DrainState state, CancellationToken cancellationToken)
    {
        await loop.SetAsync(LoopMode.Stopped, state.Who, state.Why, cancellationToken).ConfigureAwait(false);
        return state with { Phase = DrainPhase.Cancelling };
    }

    private async Task<DrainState> CancelAsync(DrainState state, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var asks = state.AskedAt is not { } asked || now - asked >= AskAgain;
        var problem = await TryAsync(
            state,
            async token =>
            {
                var refused = asks ? (await cancels.EntriesAsync(state.Who, $"shutdown: {state.Why}", token).ConfigureAwait(false)).Where(line => line.Why is not null).ToList() : [];
                await reconciler.RunAsync(withPositions: false, state.Correlation, token).ConfigureAwait(false);
                return refused.Count == 0 ? null : string.Join("; ", refused.Select(line => $"{line.Id}: {line.Why}"));
            },
            cancellationToken).ConfigureAwait(false);
        var left = await UnfinishedAsync(cancellationToken).ConfigureAwait(false);
        var over = (left.IsEmpty && problem is null) || clock.Now() >= state.EndOf(DrainPhase.Cancelling);
        return state with { Phase = over ? DrainPhase.Reconciling : DrainPhase.Cancelling, AskedAt = asks ? now : state.AskedAt, Problem = problem };
    }

    private async Task<DrainState> ReconcileAsync(DrainState state, CancellationToken cancellationToken)
    {
        var problem = await TryAsync(
            state,
            async token =>
            {
                await reconciler.RunAsync(withPositions: true, state.Correlation, token).ConfigureAwait(false);
                return null;
            },
            cancellationToken).ConfigureAwait(false);
        var now = clock.Now();
        if (problem is not null && now < state.Deadline)
        {
            return state with { Problem = problem };
        }

        var left = await UnfinishedAsync(cancellationToken).ConfigureAwait(false);
        if (left.HasEntries && now < state.EndOf(DrainPhase.Cancelling))
        {
            // One that was on its way to the broker when the others were cancelled.
            return state with { Phase = DrainPhase.Cancelling, AskedAt = null, Problem = null };
        }

        IReadOnlyList<string> leftovers = problem is null ? left.Sentences : [.. left.Sentences, $"the last reconcile failed: {problem}"];
        return state with { Phase = leftovers.Count == 0 ? DrainPhase.Drained : DrainPhase.DrainedWithLeftovers, EndedAt = now, Problem = problem, Leftovers = leftovers };
    }

    // A broker that does not answer takes its phase's time, no more.
    private async Task<string?> TryAsync(DrainState state, Func<CancellationToken, Task<string?>> work, CancellationToken cancellationToken)
    {
        var left = Duration.Max(state.EndOf(state.Phase) - clock.Now(), LeastTry);
        using var limit = new CancellationTokenSource(left.ToTimeSpan(), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await work(both.Token).ConfigureAwait(false);
        }
        catch (BrokerException fault)
        {
            return fault.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "the broker did not answer in time";
        }
    }

    private ValueTask TellAsync(string kind, DrainState state, CancellationToken cancellationToken) =>
        journal.AppendAsync(kind, state.Correlation, new { Phase = state.Phase.Word(), state.Who, state.Why, state.Leftovers }, cancellationToken);

    private async Task TellEndAsync(DrainState state, CancellationToken cancellationToken)
    {
        await TellAsync("drain-ended", state, cancellationToken).ConfigureAwait(false);
        if (state.Leftovers.Count > 0)
        {
            var sentence = $"the desk was shut down by {state.Who} and {state.Leftovers.Count} things are left: {string.Join("; ", state.Leftovers)}";
            await alerts.RaiseAsync("drain-leftovers", AlertSeverity.Critical, state.Correlation, sentence, cancellationToken).ConfigureAwait(false);
        }
    }
}
