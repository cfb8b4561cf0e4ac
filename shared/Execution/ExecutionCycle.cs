using Trading.Brokers;
using Trading.Control;
using Trading.Execution.Requests;
using Trading.Journal;
using Trading.Market;
using Trading.Operations;
using Trading.Operations.Telemetry;
using Trading.Orders;
using Trading.Risk;
using Trading.Risk.Limits;
using Trading.Scanning;
using Trading.Storage;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Execution;

/// <summary>
/// One pass of the execution loop: take up what was interrupted, cancel entries that must go, manage exits, then enter. Exits never wait for entries or for the watchlist.
/// May run twice over the same moment: the second pass finds the first one's orders and sends nothing again.
/// </summary>
public sealed class ExecutionCycle
{
    private readonly OrderBook book;
    private readonly LimitsBook limits;
    private readonly KillSwitch kill;
    private readonly LoopSwitch loop;
    private readonly ExchangeCalendar calendar;
    private readonly DeskOptions options;
    private readonly TimeProvider clock;
    private readonly IntentLog interrupted;
    private readonly DeskReader reader;
    private readonly CycleHands hands;
    private readonly LotKeeper keeper;
    private readonly EntryPlanner entries;
    private readonly EntryTurn turn;
    private readonly CycleArtifacts artifacts;
    private readonly BlockLog declined;

    /// <summary>Composes the cycle.</summary>
    public ExecutionCycle(
        IBroker broker,
        IMarketData market,
        OrderBook book,
        OrderGateway gateway,
        LimitsBook limits,
        KillSwitch kill,
        LoopSwitch loop,
        FreshnessGate gate,
        RiskReader risk,
        ExchangeCalendar calendar,
        DeskOptions options,
        IRecords records,
        IBlobs blobs,
        JournalWriter journal,
        Alerts alerts,
        TimeProvider clock,
        ProcessName process)
    {
        (this.book, this.limits, this.kill, this.loop, this.calendar, this.options, this.clock) = (book, limits, kill, loop, calendar, options, clock);
        interrupted = gateway.Intents;
        var sync = new BrokerSync(book, journal, clock);
        reader = new DeskReader(broker, market, book, sync, gate, risk, clock);
        hands = new CycleHands(gateway, alerts);
        keeper = new LotKeeper(
            book, hands, new ExitPlanner(options, calendar), new ExitRequestBook(records, book.Account, journal, clock), new OrderLook(broker, book, sync), new SwingLows(market), clock);
        entries = new EntryPlanner(options);
        turn = new EntryTurn(blobs, book.Account, process, clock);
        artifacts = new CycleArtifacts(records, blobs);
        declined = new BlockLog(records, journal);
    }

    /// <summary>Runs one pass and leaves its heartbeat, and its decision record when it did something.</summary>
    /// <exception cref="StorageException">The store could not answer: nothing is sent that is not recorded; run the cycle again.</exception>
    public async Task<CycleReport> RunAsync(CycleInput input, CancellationToken cancellationToken)
    {
        using var span = DeskSpans.Cycle(input.Loop);
        var (started, log) = (clock.GetTimestamp(), new CycleLog());
        var killState = await kill.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (calendar.SessionOn(input.Date) is { } session && session.Contains(clock.Now()))
        {
            await PassAsync(input, session, killState.Mode, log, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            log.Shut("market_closed");
        }

        var report = log.Report(input.Number, killState.Mode.Word());
        await artifacts.WriteAsync(input, report, clock.Now(), cancellationToken).ConfigureAwait(false);
        DeskMeters.CycleEnded(clock.GetElapsedTime(started));
        span.Ended(TelemetryWords.Done, report.Faults.Count > 0 ? report.Faults[0] : null);
        return report;
    }

    private async ValueTask PassAsync(CycleInput input, Session session, KillMode mode, CycleLog log, CancellationToken cancellationToken)
    {
        var stopped = await loop.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (WhyShut(input, session, mode, stopped) is { } shut)
        {
            log.Shut(shut);
        }
        else if (await turn.WhyNotAsync(cancellationToken).ConfigureAwait(false) is { } others)
        {
            // Before the orders are read: what another process sent in its turn is among them.
            log.Shut(others);
        }

        var reading = await reader.ReadAsync(session, log.EntriesShut is null, log, cancellationToken).ConfigureAwait(false);
        await WarnAsync(reading, log, cancellationToken).ConfigureAwait(false);
        if (await LimitsAsync(log, cancellationToken).ConfigureAwait(false) is { } current && LossChecks.WhyNoEntries(reading.Desk.Losses, current) is { } losses)
        {
            log.Shut(losses.Sentence);
        }

        // The reading took its time, and may have raised it itself.
        mode = (await kill.ReadAsync(cancellationToken).ConfigureAwait(false)).Mode;
        if (reading.OrdersKnown)
        {
            await ResumeAsync(reading, log, cancellationToken).ConfigureAwait(false);
        }

        await TidyAsync(reading, session, mode, log, cancellationToken).ConfigureAwait(false);
        if (reading.OrdersKnown)
        {
            await keeper.ManageAsync(reading.Desk, session, mode, log, cancellationToken).ConfigureAwait(false);
        }

        await EnterAsync(reading, log, cancellationToken).ConfigureAwait(false);
    }

    private string? WhyShut(CycleInput input, Session session, KillMode mode, LoopState stopped) =>
        mode != KillMode.Off ? $"kill_switch: {mode.Word()}"
        : input.Paused || stopped.Mode != LoopMode.Running ? "paused"
        : ExecutionSchedule.EntriesAllowed(session, clock.Now(), options.EntryDelay, options.EntryCutoff) ? null
        : "outside_entry_hours";

    private async ValueTask WarnAsync(DeskReading reading, CycleLog log, CancellationToken cancellationToken)
    {
        if (!reading.OrdersKnown || reading.Desk.Positions is null)
        {
            log.Shut(reading.OrdersKnown ? "positions_unknown" : "orders_unknown");
            await hands.AlertAsync(
                "broker-unreadable", AlertSeverity.Critical, log.EntriesShut!, "the broker's orders or positions could not be read; no entries are made", log, cancellationToken).ConfigureAwait(false);
        }

        foreach (var stray in StrayPositions.Of(reading.Desk, book.View))
        {
            await hands.AlertAsync(stray.Code, AlertSeverity.Warning, stray.Symbol.ToString(), stray.Sentence, log, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask ResumeAsync(DeskReading reading, CycleLog log, CancellationToken cancellationToken)
    {
        foreach (var intent in await interrupted.OpenAsync(cancellationToken).ConfigureAwait(false))
        {
            await hands.SendAsync("resume", intent, reading.Desk, log, cancellationToken).ConfigureAwait(false);
        }

        foreach (var order in book.View.Open)
        {
            if (order is { IsExternal: false, State: OrderState.Reserved or OrderState.Unknown } && book.View.Find(order.Id) is { State: OrderState.Reserved or OrderState.Unknown } row)
            {
                await hands.SendAsync("resume", OrderIntent.Of(row), reading.Desk, log, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask TidyAsync(DeskReading reading, Session session, KillMode mode, CycleLog log, CancellationToken cancellationToken)
    {
        foreach (var order in book.View.Open)
        {
            if (order is { Purpose: OrderPurpose.Entry, IsExternal: false, BrokerOrderId: not null }
                && EntryTidying.WhyCancel(order, reading.Desk, mode, session, clock.Now(), options) is { } why)
            {
                await hands.CancelAsync(order, why, log, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask EnterAsync(DeskReading reading, CycleLog log, CancellationToken cancellationToken)
    {
        if (log.EntriesShut is null && !reading.Desk.WatchlistFresh)
        {
            log.Shut($"watchlist: {reading.Desk.WatchlistReason}");
        }

        foreach (var candidate in log.EntriesShut is null ? reading.Confirmed : [])
        {
            if (turn.WhyOver() is { } late)
            {
                log.Shut(late);
                return;
            }

            if (await LimitsAsync(log, cancellationToken).ConfigureAwait(false) is not { } current)
            {
                return;
            }

            await EnterAsync(candidate, reading, current, log, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<RiskLimits?> LimitsAsync(CycleLog log, CancellationToken cancellationToken)
    {
        try
        {
            return await limits.CurrentAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException fault)
        {
            log.Shut($"limits_unreadable: {fault.Message}");
            return null;
        }
    }

    private async ValueTask EnterAsync(Candidate candidate, DeskReading reading, RiskLimits current, CycleLog log, CancellationToken cancellationToken)
    {
        var plan = entries.Plan(candidate, reading.Desk, book.View, current);
        if (plan.Intent is { } intent)
        {
            await hands.SendAsync("entry", intent, reading.Desk, log, cancellationToken).ConfigureAwait(false);
        }
        else if (plan.Refusal is { } refusal)
        {
            log.Block(refusal);
            await declined.TellAsync(reading.Desk.Date, candidate.Symbol, CorrelationOf(candidate), refusal, cancellationToken).ConfigureAwait(false);
        }
    }

    // A file made by hand has no chain: the symbol stands for it.
    private static string CorrelationOf(Candidate candidate) => candidate.CorrelationId.Length > 0 ? candidate.CorrelationId : candidate.Symbol.ToString();
}
