using System.Text;
using Trading.Brokers;
using Trading.Control;
using Trading.Embedded.Broker;
using Trading.Embedded.Rehearsal;
using Trading.Embedded.Storage;
using Trading.Journal;
using Trading.Operations.Preflights;
using Trading.Orders;
using Trading.Storage;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Embedded.Checks;

/// <summary>Looks into a state folder that nobody uses at the moment. Changes nothing in it.</summary>
internal sealed class StateChecks(string folder, TimeProvider clock)
{
    private const string WhatToDo = ": restore it from a backup, and find out who wrote to it";

    /// <summary>The store, the journal's chain; the gates, the kill switch and unclear orders; the watchlist: each where <paramref name="modes"/> holds its mode.</summary>
    public async Task<IReadOnlyList<PreflightLine>> RunAsync(IReadOnlySet<string> modes, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(folder, "tables", "records.log")))
        {
            return [new PreflightLine("state", PreflightVerdict.Warn, $"{folder} holds no state yet: rehearse or serve makes it")];
        }

        if (StateFolderLock.IsTaken(folder))
        {
            return [new PreflightLine("state", PreflightVerdict.Warn, $"{folder} is in use: a running desk is asked at /health, not from outside")];
        }

        try
        {
            using var state = DeskFolder.Open(folder, clock, Durability.Process);
            var lines = new List<PreflightLine>();
            if (modes.Contains("storage"))
            {
                lines.AddRange(await StorageAsync(state.Store, cancellationToken).ConfigureAwait(false));
            }

            if (modes.Contains("execution"))
            {
                lines.AddRange(await ExecutionAsync(state.Store, cancellationToken).ConfigureAwait(false));
            }

            if (modes.Contains("scan"))
            {
                lines.Add(await WatchlistAsync(state.Store, cancellationToken).ConfigureAwait(false));
            }

            return lines;
        }
        catch (StorageException fault)
        {
            return [new PreflightLine("state", PreflightVerdict.Fail, fault.Message)];
        }
    }

    // A chain that was cut behind the last close, or made anew from there, is whole in itself: only what the store wrote tells.
    private static PreflightLine Unaltered(FileStore store, string sentence) =>
        store.ChangedByOthers(JournalWriter.Container) is [var changed, ..]
            ? new PreflightLine("journal", PreflightVerdict.Fail, $"{changed} is not what was written to it{WhatToDo}")
            : new PreflightLine("journal", PreflightVerdict.Pass, sentence);

    private static async Task<IEnumerable<PreflightLine>> StorageAsync(FileStore store, CancellationToken cancellationToken)
    {
        var verdict = await new JournalCheck(store, new JournalAnchors(store)).CheckAsync(from: null, cancellationToken).ConfigureAwait(false);
        return
        [
            new PreflightLine("store", PreflightVerdict.Pass, "the log and the blobs can be read whole"),
            verdict.Fault is { } fault
                ? new PreflightLine("journal", PreflightVerdict.Fail, $"{fault.Sentence}{WhatToDo}")
                : Unaltered(store, $"{verdict.Events} events, the chain holds from the first to the last"),
        ];
    }

    private async Task<IEnumerable<PreflightLine>> ExecutionAsync(FileStore store, CancellationToken cancellationToken)
    {
        var account = new SimulatedBrokerOptions().Account;
        var kill = (await new RecordTable<KillState>(store, KillSwitch.Table).GetAsync(account, KillSwitch.Row, cancellationToken).ConfigureAwait(false))?.Value ?? KillState.Off;
        using var journal = new JournalWriter(store, clock);
        var gates = await new TradingGates(store, account, journal, new LiveGate(store, BrokerVenue.InProcess, DeskSettings.None)).ReadAsync(cancellationToken).ConfigureAwait(false);
        using var book = new OrderBook(store, account);
        var unclear = (await book.LoadAsync(cancellationToken).ConfigureAwait(false)).Open.Count(order => order.State is OrderState.Unknown or OrderState.Reserved);
        return
        [
            kill.Mode == KillMode.Off
                ? new PreflightLine("kill switch", PreflightVerdict.Pass, "off")
                : new PreflightLine("kill switch", PreflightVerdict.Warn, $"{kill.Mode.Word()} by {kill.Who}: {kill.Why}"),
            await KillFileAsync(store, cancellationToken).ConfigureAwait(false),
            new PreflightLine("gates", PreflightVerdict.Pass, $"dry run {(gates.DryRun ? "on" : "off")}, approval {(gates.Approved ? "given" : "missing")}, {gates.Mode}"),
            unclear == 0
                ? new PreflightLine("orders", PreflightVerdict.Pass, "none is unclear")
                : new PreflightLine("orders", PreflightVerdict.Warn, $"{unclear} are unclear: the next reconcile asks the broker"),
        ];
    }

    private static async Task<PreflightLine> KillFileAsync(FileStore store, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(KillSwitch.Container, KillSwitch.FileName, cancellationToken).ConfigureAwait(false) is not { } file)
        {
            return new PreflightLine("kill file", PreflightVerdict.Pass, "there is none");
        }

        var asked = KillWords.Read(Encoding.UTF8.GetString(file.Content.Span), out var known);
        var place = $"{KillSwitch.Container}/{KillSwitch.FileName}";
        return !known ? new PreflightLine("kill file", PreflightVerdict.Warn, $"{place} holds an unknown word and counts as close_only: write off, close_only or halt_all")
            : asked == KillMode.Off ? new PreflightLine("kill file", PreflightVerdict.Pass, $"{place} asks for nothing")
            : new PreflightLine("kill file", PreflightVerdict.Warn, $"{place} asks for {asked.Word()}");
    }

    private async Task<PreflightLine> WatchlistAsync(FileStore store, CancellationToken cancellationToken)
    {
        var verdict = await new FreshnessGate(new WatchlistStore(store), ExchangeCalendar.Nyse).CheckAsync(NewYork.DateOf(clock.Now()), cancellationToken).ConfigureAwait(false);
        return verdict.Fresh ? new PreflightLine("watchlist", PreflightVerdict.Pass, verdict.Sentence) : new PreflightLine("watchlist", PreflightVerdict.Warn, verdict.Sentence);
    }
}
