using System.Text.Json;
using NodaTime;
using Trading.Accounting;
using Trading.Execution;
using Trading.Journal;
using Trading.Market;
using Trading.Operations.Invariants;
using Trading.Orders;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Inquiry.Chains;

/// <summary>
/// Reads a trade's whole chain: candidate, decisions, reserve, submit, executions, legs, moved stops, exits, round trips. The journal is read from the day on which the trade began
/// to the day on which nothing of it is left.
/// </summary>
public sealed class ChainReader(OrderBook book, FillBook fills, DayBooks days, JournalReader journal, DecisionReader decisions, TimeProvider clock)
{
    private readonly ChainFinder finder = new(book, fills);
    private readonly ChainTrips trips = new(fills, days);

    /// <summary>The chain of an order (our id or the broker's), an execution or a correlation; null when nothing is known of it.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<TradeChain?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        if (await finder.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } start)
        {
            return null;
        }

        var (family, shares, steps) = (new ChainFamily(start), new ChainShares(), new List<ChainStep>());
        var last = await FollowAsync(start, family, shares, steps, cancellationToken).ConfigureAwait(false);
        if (steps.Count == 0)
        {
            return null;
        }

        var symbol = SymbolOf(steps);
        var closed = symbol is { } traded && shares.Sold > 0m ? await trips.OfAsync(family, traded, start.Date, last, cancellationToken).ConfigureAwait(false) : [];
        steps.AddRange(closed.Select(trip => trip.Step));
        steps.Sort(ChainStep.InTime);
        var (realized, fees) = (closed.Sum(trip => trip.Trip.Gross), closed.Sum(trip => trip.Trip.Fees));
        return new TradeChain(
            id, family.Correlation ?? id, symbol, shares.Status, family.Orders, shares.Bought, shares.Sold, realized, fees, realized - fees, [.. steps.Select(step => step.Item)]);
    }

    private async ValueTask<LocalDate> FollowAsync(ChainStart start, ChainFamily family, ChainShares shares, List<ChainStep> steps, CancellationToken cancellationToken)
    {
        var today = NewYork.DateOf(clock.Now());
        var date = start.Date;
        for (; date <= today; date = date.PlusDays(1))
        {
            await foreach (var one in journal.WhereAsync(date, date, family.Mentions, cancellationToken).ConfigureAwait(false))
            {
                if (CandidateOf(one, family.Correlation) is { } candidate)
                {
                    steps.Add(candidate);
                }

                if (family.Takes(one))
                {
                    shares.Take(one);
                    steps.Add(ChainStep.Of(one));
                }
            }

            await DecidedAsync(date, family, steps, cancellationToken).ConfigureAwait(false);
            if (shares.IsOver || family.Orders.Count == 0 || (start.IsGuess && steps.Count == 0))
            {
                break;
            }
        }

        return LocalDate.Min(date, today);
    }

    private async ValueTask DecidedAsync(LocalDate date, ChainFamily family, List<ChainStep> steps, CancellationToken cancellationToken)
    {
        foreach (var decision in await decisions.WhereAsync(date, family.Mentions, cancellationToken).ConfigureAwait(false))
        {
            foreach (var action in decision.Cycle.Actions.Where(action => action.Correlation == family.Correlation || family.Has(action.Subject)))
            {
                var item = new ChainItem(
                    decision.At, "decision", action.Subject, $"cycle {decision.Cycle.Number} decided {action.What} {action.Symbol}: {action.Sentence}", Json(action));
                steps.Add(new ChainStep(item, 1, decision.Cycle.Number));
            }
        }
    }

    private static ChainStep? CandidateOf(JournalEvent one, string? correlation)
    {
        if (one.Kind != "scan-completed" || correlation is null || !one.Data.TryGetProperty("candidates", out var candidates))
        {
            return null;
        }

        var rank = 0;
        foreach (var candidate in candidates.EnumerateArray())
        {
            rank++;
            if (candidate.GetProperty("correlation").GetString() == correlation)
            {
                var sentence = $"rank {rank} of {candidates.GetArrayLength()} in the scan of {one.Text("scanDate")}: tier {candidate.GetProperty("tier")}, "
                    + $"entry level {candidate.GetProperty("entryLevel")}, stop {candidate.GetProperty("stopLoss")}, targets {candidate.GetProperty("targetR1")} and {candidate.GetProperty("targetR2")}";
                return new ChainStep(new ChainItem(one.At, "candidate", candidate.GetProperty("symbol").GetString()!, sentence, candidate), 0, one.Sequence);
            }
        }

        return null;
    }

    private static Symbol? SymbolOf(List<ChainStep> steps)
    {
        foreach (var step in steps)
        {
            if (step.Item.Data.TryGetProperty("symbol", out var text) && Symbol.TryParse(text.GetString(), out var symbol))
            {
                return symbol;
            }
        }

        return null;
    }

    internal static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value, TradingJson.Options);
}
