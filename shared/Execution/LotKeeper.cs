using NodaTime;
using Trading.Control;
using Trading.Execution.Requests;
using Trading.Market;
using Trading.Operations;
using Trading.Orders;
using Trading.Risk;
using Trading.Storage;
using Trading.Time;

namespace Trading.Execution;

/// <summary>Manages what is held, lot by lot: exits that people asked for, exits by rule, and shares that have none.</summary>
internal sealed class LotKeeper(OrderBook book, CycleHands hands, ExitPlanner exits, ExitRequestBook requests, OrderLook look, SwingLows lows, TimeProvider clock)
{
    // An exit that was asked for takes a cancel, a stop for what stays and a sale; brackets have two legs.
    private const int MostSteps = 6;

    // Right after the open no minute has ended, and no price of today is known of anything.
    private static readonly Duration FirstPrices = Duration.FromMinutes(5);
    private readonly RequestedExits requested = new(exits);

    public async ValueTask ManageAsync(DeskSnapshot desk, Session session, KillMode kill, CycleLog log, CancellationToken cancellationToken)
    {
        var asked = await AskedAsync(log, cancellationToken).ConfigureAwait(false);
        foreach (var lot in HeldLot.Of(book.View))
        {
            await WarnOfPriceAsync(lot.Entry.Symbol, desk, session, log, cancellationToken).ConfigureAwait(false);
            if (Find(asked, lot.Entry.Id) is { } request && RequestedExits.CanSell(desk, kill))
            {
                await CarryOutAsync(request, desk, log, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await KeepAsync(lot, desk, session, log, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var request in asked)
        {
            await CompleteAsync(request, log, cancellationToken).ConfigureAwait(false);
        }
    }

    private static ExitRequest? Find(IReadOnlyList<ExitRequest> asked, string entryId)
    {
        for (var i = 0; i < asked.Count; i++)
        {
            if (asked[i].EntryId == entryId)
            {
                return asked[i];
            }
        }

        return null;
    }

    // Exits by rule do not wait for requests that cannot be read.
    private async ValueTask<IReadOnlyList<ExitRequest>> AskedAsync(CycleLog log, CancellationToken cancellationToken)
    {
        try
        {
            return await requests.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException fault)
        {
            log.Fault($"exits that were asked for could not be read: {fault.Message}");
            return [];
        }
    }

    private async ValueTask WarnOfPriceAsync(Symbol symbol, DeskSnapshot desk, Session session, CycleLog log, CancellationToken cancellationToken)
    {
        if (desk.PriceOf(symbol) is null && clock.Now() - session.Open >= FirstPrices)
        {
            await hands.AlertAsync(
                "price-missing", AlertSeverity.Warning, symbol.ToString(), $"no price of {symbol} is known; its stop rests, its time exit waits", log, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask KeepAsync(HeldLot lot, DeskSnapshot desk, Session session, CycleLog log, CancellationToken cancellationToken)
    {
        var low = await SwingLowAsync(lot.Entry.Symbol, session, log, cancellationToken).ConfigureAwait(false);
        var intent = exits.Plan(lot, desk, book.View, session, clock.Now(), low);
        var result = intent is null ? null : await SendAsync(intent, desk, log, cancellationToken).ConfigureAwait(false);
        if (result is not { Outcome: GatewayOutcome.Sent })
        {
            await WarnIfBareAsync(lot, result?.Sentence ?? "nothing can be sent now", log, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask CarryOutAsync(ExitRequest request, DeskSnapshot desk, CycleLog log, CancellationToken cancellationToken)
    {
        var why = "nothing can be sent now";
        for (var steps = 0; steps < MostSteps; steps++)
        {
            if (HeldLot.Find(book.View, request.EntryId) is not { } lot || requested.Next(lot, request, desk, book.View, clock.Now()) is not { } step)
            {
                break;
            }

            if (step.Cancel is { } holder)
            {
                await hands.CancelAsync(holder, $"its shares are to be sold, asked for by {request.Who}: {request.Why}", log, cancellationToken).ConfigureAwait(false);
                if (!await look.IsGoneAsync(holder, log, cancellationToken).ConfigureAwait(false))
                {
                    why = $"the cancel of {holder.Id} is not through yet";
                    break;
                }
            }
            else if (await SendAsync(step.Send!, desk, log, cancellationToken).ConfigureAwait(false) is var result and not { Outcome: GatewayOutcome.Sent })
            {
                why = result?.Sentence ?? why;
                break;
            }
        }

        if (HeldLot.Find(book.View, request.EntryId) is { } left)
        {
            await WarnIfBareAsync(left, why, log, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask CompleteAsync(ExitRequest request, CycleLog log, CancellationToken cancellationToken)
    {
        if (book.Find(request.EntryId) is { IsOpen: true } || HeldLot.Find(book.View, request.EntryId) is { } lot && lot.Shares.Whole > request.Keep)
        {
            return;
        }

        try
        {
            await requests.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException fault)
        {
            log.Fault($"the exit of {request.EntryId} is done and could not be marked so: {fault.Message}");
        }
    }

    private ValueTask<GatewayResult?> SendAsync(OrderIntent intent, DeskSnapshot desk, CycleLog log, CancellationToken cancellationToken) =>
        hands.SendAsync(intent.Purpose == OrderPurpose.Exit ? "exit" : "stop", intent, desk, log, cancellationToken);

    private async ValueTask WarnIfBareAsync(HeldLot lot, string why, CycleLog log, CancellationToken cancellationToken)
    {
        if (!lot.Entry.IsOpen && !lot.IsUnclear && !lot.Bare.IsZero)
        {
            var symbol = lot.Entry.Symbol;
            await hands.AlertAsync(
                "position-unprotected", AlertSeverity.Critical, symbol.ToString(), $"{lot.Bare} {symbol} of {lot.Entry.Id} have no stop: {why}", log, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<decimal?> SwingLowAsync(Symbol symbol, Session session, CycleLog log, CancellationToken cancellationToken)
    {
        try
        {
            return await lows.OfAsync(symbol, session.Date, cancellationToken).ConfigureAwait(false);
        }
        catch (MarketDataException fault)
        {
            log.Fault($"daily bars of {symbol} could not be read: {fault.Message}");
            return null;
        }
    }
}
