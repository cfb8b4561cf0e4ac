using NodaTime;
using Trading.Brokers;
using Trading.Compliance.Restricted;
using Trading.Control;
using Trading.Control.Pauses;
using Trading.Journal;
using Trading.Operations;
using Trading.Operations.Telemetry;
using Trading.Risk;
using Trading.Risk.Limits;
using Trading.Storage;
using Trading.Time;

namespace Trading.Orders;

/// <summary>
/// The one door to the broker: nothing else submits, replaces or cancels. The checks run here, last of all, with the kill switch, the gates and the limits read from storage for each order;
/// the row is reserved before the broker is called; what the broker says is recorded after. An unclear answer leaves the order Unknown, and the next resend asks the broker by
/// client order id before it sends the same id again.
/// </summary>
public sealed class OrderGateway(
    IBroker broker, OrderBook book, KillSwitch kill, TradingGates gates, LimitsBook limits, IRecords records, JournalWriter journal, Alerts alerts, TimeProvider clock)
{
    /// <summary>How the reason of an order begins that was recorded and then not sent.</summary>
    public const string NeverSentPrefix = "never sent: ";

    private readonly PreTradeChecks checks = new();
    private readonly DoorReader door = new(
        kill,
        gates,
        limits,
        new PauseBook(records, book.Account, new LoopSwitch(records, journal, clock), journal, clock),
        new RestrictedList(records, book.Account, journal, clock));
    private readonly BrokerSync sync = new(book, journal, clock);
    private readonly IntentLog intents = new(records, book.Account);
    private readonly DryRunLedger dryRun = new(records, alerts);
    private readonly BlockLog blocks = new(records, journal);
    private readonly EntryQueue entries = new();
    private readonly ActionAlarm exits = new(alerts, clock, "exit-rate", "exits");
    private readonly ActionAlarm cancels = new(alerts, clock, "cancel-rate", "cancels");

    /// <summary>
    /// Checks an intent and sends its orders: new ones, or (with <see cref="OrderIntent.Replaces"/>) the replacement of a working one. May be repeated with the same intent at any time:
    /// what the broker has is not sent again.
    /// </summary>
    /// <param name="intent">The intent.</param>
    /// <param name="desk">What was read of the world for this pass.</param>
    /// <param name="cancellationToken">Cancels before the broker is called; afterwards the order is left Unknown.</param>
    /// <exception cref="StorageException">The store could not answer: nothing was sent, or it was and a repeat of the intent finds it.</exception>
    public async Task<GatewayResult> SubmitAsync(OrderIntent intent, DeskSnapshot desk, CancellationToken cancellationToken)
    {
        using var span = DeskSpans.Order(intent);
        var result = await (intent.Purpose == OrderPurpose.Entry
            ? entries.AfterOthersAsync(() => DecideAndSendAsync(intent, desk, cancellationToken))
            : DecideAndSendAsync(intent, desk, cancellationToken)).ConfigureAwait(false);
        span.Ended(result);
        return result;
    }

    /// <summary>Asks the broker to cancel one of our working orders. Allowed under every kill mode; somebody else's order is refused.</summary>
    /// <param name="order">The order.</param>
    /// <param name="reason">Why, a sentence.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="StorageException">The store could not answer; the cancel may have been sent.</exception>
    public async Task<GatewayResult> CancelAsync(Order order, string reason, CancellationToken cancellationToken)
    {
        if (order.IsExternal || order.BrokerOrderId is null)
        {
            var (code, why) = order.IsExternal ? ("external", "was not ordered by this desk") : ("not_at_broker", "is not known to be at the broker");
            return new GatewayResult(GatewayOutcome.Blocked, code, $"{code}: {order.Id} {why}", [order]);
        }

        var result = await CancelAtBrokerAsync(order, cancellationToken).ConfigureAwait(false);
        var data = new { order.Id, order.Symbol, order.Side, order.Quantity, order.Filled, Why = reason, Answer = result.Outcome, result.Sentence };
        await journal.AppendAsync("order-cancel-requested", order.CorrelationId, data, cancellationToken).ConfigureAwait(false);
        await cancels.NoteAsync(limits.Known.CancelsPerMinute, cancellationToken).ConfigureAwait(false);
        return result;
    }

    private async Task<GatewayResult> DecideAndSendAsync(OrderIntent intent, DeskSnapshot desk, CancellationToken cancellationToken)
    {
        if (intent.Parts.All(part => book.View.Find(part.Id) is { } row && row.IsSettled() && intent.IsSame(part, row)))
        {
            await intents.ForgetAsync(intent, cancellationToken).ConfigureAwait(false);
            return intent.ResultIn(book.View, GatewayOutcome.AlreadySent, "already_sent", $"{intent.Parts[0].Id} was dealt with before");
        }

        var (block, isDryRun) = await DecideAsync(intent, desk, cancellationToken).ConfigureAwait(false);
        return await (block is { } refusal ? RefuseAsync(intent, refusal, cancellationToken)
            : isDryRun ? WriteDownAsync(intent, cancellationToken)
            : SendAsync(intent, cancellationToken)).ConfigureAwait(false);
    }

    private async ValueTask<(Block? Block, bool IsDryRun)> DecideAsync(OrderIntent intent, DeskSnapshot desk, CancellationToken cancellationToken)
    {
        var read = await door.ReadAsync(intent.Purpose, cancellationToken).ConfigureAwait(false);
        if (read.Unreadable is { } unreadable)
        {
            return (unreadable, false);
        }

        var decision = new Decision(intent, desk, book.View, read.Limits, read.Kill, read.Gates, clock.Now()) { Pauses = read.Pauses, Restricted = read.Restricted };
        var parent = intent.ParentId is { } parentId ? book.View.Find(parentId) : null;
        return (checks.Evaluate(ref decision), intent.Purpose == OrderPurpose.Entry ? read.Gates.DryRun : parent?.State == OrderState.DryRun);
    }

    private async Task<GatewayResult> RefuseAsync(OrderIntent intent, Block block, CancellationToken cancellationToken)
    {
        foreach (var part in intent.Parts)
        {
            // An interrupted order that may no longer be sent: it is at the broker, or it never will be.
            if (book.View.Find(part.Id) is { } row && !row.IsSettled() && intent.IsSame(part, row) && await IsAbsentAsync(row, cancellationToken).ConfigureAwait(false))
            {
                await EndAsync(row, OrderState.Rejected, "order-rejected", NeverSentPrefix + block.Sentence, cancellationToken).ConfigureAwait(false);
            }
        }

        await intents.ForgetAsync(intent, cancellationToken).ConfigureAwait(false);
        await blocks.TellAsync(intent, block, cancellationToken).ConfigureAwait(false);
        return new GatewayResult(GatewayOutcome.Blocked, block.Code, block.Sentence, []);
    }

    private async Task<GatewayResult> WriteDownAsync(OrderIntent intent, CancellationToken cancellationToken)
    {
        foreach (var part in intent.Parts)
        {
            var row = intent.Reserve(part, clock.Now(), OrderState.DryRun);
            if (await book.ReserveAsync(row, cancellationToken).ConfigureAwait(false))
            {
                await journal.AppendAsync("order-dry-run", row.CorrelationId, OrderFacts.Of(row), cancellationToken).ConfigureAwait(false);
                DeskMeters.OrderEnded(TelemetryWords.DryRun, TelemetryWords.Of(row.Purpose));
            }

            await dryRun.WriteAsync(row, cancellationToken).ConfigureAwait(false);
        }

        return intent.ResultIn(book.View, GatewayOutcome.DryRun, "dry_run", "dry_run: written to the dry-run ledger, not sent");
    }

    private async Task<GatewayResult> SendAsync(OrderIntent intent, CancellationToken cancellationToken)
    {
        await intents.KeepAsync(intent, cancellationToken).ConfigureAwait(false);
        var fresh = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in intent.Parts)
        {
            var row = intent.Reserve(part, clock.Now());
            if (book.View.Find(part.Id) is null && await book.ReserveAsync(row, cancellationToken).ConfigureAwait(false))
            {
                fresh.Add(part.Id);
                await journal.AppendAsync("order-reserved", row.CorrelationId, OrderFacts.Of(row), cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var part in intent.Parts)
        {
            var row = book.View.Find(part.Id)!;
            if (!row.IsSettled() && (fresh.Contains(row.Id) || await IsAbsentAsync(row, cancellationToken).ConfigureAwait(false)))
            {
                await PlaceAsync(row, cancellationToken).ConfigureAwait(false);
            }
        }

        await intents.ForgetAsync(intent, cancellationToken).ConfigureAwait(false);
        if (intent.Purpose != OrderPurpose.Entry)
        {
            await exits.NoteAsync(limits.Known.ExitsPerMinute, cancellationToken).ConfigureAwait(false);
        }

        return intent.ResultIn(book.View);
    }

    /// <summary>Whether the broker certainly has no order under this id; one that it has is taken into the book.</summary>
    private async ValueTask<bool> IsAbsentAsync(Order row, CancellationToken cancellationToken)
    {
        try
        {
            var found = await broker.FindAsync(row.Id, cancellationToken).ConfigureAwait(false);
            if (found is not null)
            {
                await AdoptAsync(row, found, "order-adopted", null, cancellationToken).ConfigureAwait(false);
            }

            return found is null;
        }
        catch (BrokerException)
        {
            // Not known is not absent: the row stays as it is and is asked for again.
            return false;
        }
    }

    private async ValueTask PlaceAsync(Order row, CancellationToken cancellationToken)
    {
        // The last look of all: a kill that came after the checks, or between the two brackets of an entry, stops what has not begun.
        var begun = await kill.StartAsync(mode => KillRule.Allows(mode, row.Purpose), () => CallAsync(row, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (begun.Call is null)
        {
            await EndAsync(row, OrderState.Rejected, "order-rejected", NeverSentPrefix + KillRule.BlockOf(begun.State).Sentence, cancellationToken).ConfigureAwait(false);
            return;
        }

        BrokerAnswer answer;
        try
        {
            answer = await begun.Call.ConfigureAwait(false);
        }
        catch (BrokerException fault) when (fault is not BrokerUnclearException)
        {
            await EndAsync(row, OrderState.Rejected, "order-rejected", fault.Message, cancellationToken).ConfigureAwait(false);
            return;
        }
        catch (Exception fault)
        {
            // Whatever went wrong, the call was made: only asking tells. Recorded even when the caller has been cancelled.
            await EndAsync(row, OrderState.Unknown, "order-unknown", fault.Message, CancellationToken.None).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return;
        }

        await RecordAsync(row, answer, begun.At, cancellationToken).ConfigureAwait(false);
    }

    // What the broker throws comes out of the call, never out of its beginning.
    private async ValueTask<BrokerAnswer> CallAsync(Order row, CancellationToken cancellationToken)
    {
        if (row.Replaces is not { } targetId)
        {
            return await broker.SubmitAsync(row.ToTicket(), cancellationToken).ConfigureAwait(false);
        }

        return book.View.Find(targetId) is { BrokerOrderId: { } brokerId, IsOpen: true }
            ? await broker.ReplaceAsync(brokerId, new ReplaceTicket(row.Id, null, row.LimitPrice, row.StopPrice), cancellationToken).ConfigureAwait(false)
            : new BrokerAnswer(BrokerAnswerKind.Rejected, null, $"{targetId} no longer works");
    }

    private async ValueTask RecordAsync(Order row, BrokerAnswer answer, Instant? calledAt, CancellationToken cancellationToken)
    {
        if (answer.Kind == BrokerAnswerKind.Rejected)
        {
            await EndAsync(row, OrderState.Rejected, "order-rejected", answer.Reason ?? "refused without a reason", cancellationToken).ConfigureAwait(false);
            return;
        }

        if (answer.Order is { } taken)
        {
            var kind = answer.Kind == BrokerAnswerKind.Duplicate ? "order-adopted" : row.Replaces is null ? "order-submitted" : "order-replaced";
            await AdoptAsync(row, taken, kind, calledAt, cancellationToken).ConfigureAwait(false);
        }
        else if (await IsAbsentAsync(row, cancellationToken).ConfigureAwait(false) || !book.View.Find(row.Id)!.IsSettled())
        {
            await EndAsync(row, OrderState.Unknown, "order-unknown", $"the broker answered {answer.Kind} but does not show the order", cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask AdoptAsync(Order row, BrokerOrder theirs, string kind, Instant? calledAt, CancellationToken cancellationToken)
    {
        var changes = new List<OrderChange>();
        await sync.TakeAsync(theirs, changes, cancellationToken).ConfigureAwait(false);
        if (row.Replaces is { } targetId)
        {
            await book.ChangeAsync(targetId, target => OrderStateMachine.Move(target, OrderState.Replaced, null, clock.Now()), cancellationToken).ConfigureAwait(false);
        }

        await journal.AppendAsync(kind, row.CorrelationId, OrderFacts.OfTaken(book.View.Find(row.Id)!, changes, calledAt), cancellationToken).ConfigureAwait(false);
        DeskMeters.OrderEnded(TelemetryWords.OutcomeOf(kind), TelemetryWords.Of(row.Purpose));
    }

    private async ValueTask EndAsync(Order row, OrderState state, string kind, string reason, CancellationToken cancellationToken)
    {
        var ended = await book.ChangeAsync(row.Id, order => OrderStateMachine.Move(order, state, reason, clock.Now()), cancellationToken).ConfigureAwait(false);
        if (ended.State == state)
        {
            await journal.AppendAsync(kind, row.CorrelationId, OrderFacts.Of(ended, reason), cancellationToken).ConfigureAwait(false);
            DeskMeters.OrderEnded(TelemetryWords.OutcomeOf(kind), TelemetryWords.Of(row.Purpose));
        }
    }

    private async ValueTask<GatewayResult> CancelAtBrokerAsync(Order order, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await broker.CancelAsync(order.BrokerOrderId!, cancellationToken).ConfigureAwait(false);
            if (answer.Order is { } theirs)
            {
                await sync.AbsorbAsync([theirs], cancellationToken).ConfigureAwait(false);
            }

            return answer.Kind == BrokerAnswerKind.Rejected
                ? new GatewayResult(GatewayOutcome.Rejected, "rejected", answer.Reason ?? "refused without a reason", [order])
                : new GatewayResult(GatewayOutcome.Sent, "sent", $"the cancel of {order.Id} was taken", [order]);
        }
        catch (Exception fault) when (fault is not StorageException and not OperationCanceledException)
        {
            // Whatever went wrong, nothing is lost: what still works is asked to go again.
            var (outcome, code) = fault is BrokerException and not BrokerUnclearException ? (GatewayOutcome.Rejected, "rejected") : (GatewayOutcome.Unknown, "unknown");
            return new GatewayResult(outcome, code, fault.Message, [order]);
        }
    }
}
