using Trading.Control;
using Trading.Journal;
using Trading.Operations;
using Trading.Orders;
using Trading.Storage;
using Trading.Time;

namespace Trading.Execution;

/// <summary>Stops trading at once: raises the kill switch, then takes back our working entries. The execution cycle goes on taking them back for as long as the mode is above off.</summary>
public sealed class KillDesk(KillSwitch kill, OrderBook book, OrderGateway gateway, JournalWriter journal, Alerts alerts, TimeProvider clock)
{
    /// <summary>
    /// Raises the mode and asks the broker to cancel every working entry of ours, never somebody else's order and never a protective stop. What fails on the way does not keep the rest from being done.
    /// </summary>
    /// <param name="mode">What is asked for; <see cref="KillMode.Off"/> asks for nothing.</param>
    /// <param name="source">One of <see cref="KillSources"/>.</param>
    /// <param name="who">The person or job.</param>
    /// <param name="why">The sentence a person reads.</param>
    /// <param name="cancellationToken">Cancels before the rise is kept, and between the cancels.</param>
    public async Task<KillReport> KillAsync(KillMode mode, string source, string who, string why, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        var rise = await RaiseAsync(new KillAsk(mode, source, who, why, clock.Now()), faults, cancellationToken).ConfigureAwait(false);
        var state = rise?.After ?? await kill.ReadAsync(cancellationToken).ConfigureAwait(false);
        var report = new KillReport(state, [], [], faults) { IsKept = rise is not null };
        if (state.Mode != KillMode.Off)
        {
            report = await CancelAsync(report, cancellationToken).ConfigureAwait(false);
            await TellAsync(report, rise, cancellationToken).ConfigureAwait(false);
        }

        return report;
    }

    /// <summary>
    /// Takes back what still works while the mode is above off, whatever raised it. The execution cycle does so at once; this is for the minutes in which no loop runs, because it died, or because
    /// that is why trading was stopped.
    /// </summary>
    /// <returns>How many entries there were.</returns>
    public async Task<int> EnforceAsync(CancellationToken cancellationToken)
    {
        var state = await kill.ReadAsync(cancellationToken).ConfigureAwait(false);
        var working = state.Mode == KillMode.Off
            ? 0
            : (await book.LoadAsync(cancellationToken).ConfigureAwait(false)).Open.Count(order => order is { Purpose: OrderPurpose.Entry, IsExternal: false, BrokerOrderId: not null });
        if (working > 0)
        {
            await TellAsync(await CancelAsync(new KillReport(state, [], [], []), cancellationToken).ConfigureAwait(false), null, cancellationToken).ConfigureAwait(false);
        }

        return working;
    }

    private async ValueTask<KillRise?> RaiseAsync(KillAsk ask, List<string> faults, CancellationToken cancellationToken)
    {
        try
        {
            return await kill.RaiseAsync(ask, cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException fault)
        {
            faults.Add($"the kill could not be kept, only this process obeys it: {fault.Message}");
            return null;
        }
    }

    private async ValueTask<KillReport> CancelAsync(KillReport report, CancellationToken cancellationToken)
    {
        var (cancelled, working) = (new List<string>(), new List<StillWorking>());
        try
        {
            foreach (var entry in (await book.LoadAsync(cancellationToken).ConfigureAwait(false)).Open.Where(order => order is { Purpose: OrderPurpose.Entry, IsExternal: false }))
            {
                if (await WhyWorkingAsync(entry, report.State, cancellationToken).ConfigureAwait(false) is { } why)
                {
                    working.Add(new StillWorking(entry.Id, why));
                }
                else
                {
                    cancelled.Add(entry.Id);
                }
            }
        }
        catch (StorageException fault)
        {
            return report with { Cancelled = cancelled, NotCancelled = working, Faults = [.. report.Faults, $"not every entry could be looked at: {fault.Message}"] };
        }

        return report with { Cancelled = cancelled, NotCancelled = working };
    }

    private async ValueTask<string?> WhyWorkingAsync(Order entry, KillState state, CancellationToken cancellationToken)
    {
        var result = await gateway.CancelAsync(entry, $"kill switch {state.Mode.Word()}", cancellationToken).ConfigureAwait(false);
        return result.Outcome == GatewayOutcome.Sent ? null : result.Sentence;
    }

    private async ValueTask TellAsync(KillReport report, KillRise? rise, CancellationToken cancellationToken)
    {
        try
        {
            var data = new { Mode = report.State.Mode.Word(), report.State.Activation, report.Cancelled, report.NotCancelled, report.Faults };
            await journal.AppendAsync("kill-entries-cancelled", "kill-switch", data, cancellationToken).ConfigureAwait(false);
            if (rise is not null)
            {
                await kill.AlertAsync(rise, cancellationToken).ConfigureAwait(false);
            }

            if (report.NotCancelled.Count + report.Faults.Count > 0)
            {
                var sentence = string.Join("; ", report.NotCancelled.Select(order => $"{order.Id} still works: {order.Why}").Concat(report.Faults));
                await alerts.RaiseAsync("kill-incomplete", AlertSeverity.Critical, $"activation:{report.State.Activation}", sentence, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (StorageException)
        {
            // Whoever asked is told by the report, faults and all.
        }
    }
}

/// <summary>What a kill came to.</summary>
/// <param name="State">The kill switch afterwards.</param>
/// <param name="Cancelled">Entries whose cancel the broker took.</param>
/// <param name="NotCancelled">Entries that may still work.</param>
/// <param name="Faults">What else went wrong; none when the kill is kept and every entry was looked at.</param>
public sealed record KillReport(KillState State, IReadOnlyList<string> Cancelled, IReadOnlyList<StillWorking> NotCancelled, IReadOnlyList<string> Faults)
{
    /// <summary>Whether the kill is kept, and so outlives this process.</summary>
    public bool IsKept { get; init; } = true;
}

/// <summary>An entry that could not be cancelled.</summary>
/// <param name="Id">The order.</param>
/// <param name="Why">Why not.</param>
public sealed record StillWorking(string Id, string Why);
