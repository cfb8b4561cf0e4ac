using System.Text;
using System.Text.Json;
using Trading.Journal;
using Trading.Operations;
using Trading.Storage;
using Trading.Time;

namespace Trading.Control;

/// <summary>
/// The switch that stops trading. Its state is a record (table <c>control</c>, partition <c>desk</c>, row <c>kill</c>), so it outlives restarts and deployments; the blob <c>control/kill_switch</c>
/// is a second way in that works when everything else is down, and is looked at on every read. The mode only rises here.
/// </summary>
public sealed class KillSwitch(IRecords records, IBlobs blobs, JournalWriter journal, Alerts alerts, TimeProvider clock)
{
    /// <summary>The container of the control file.</summary>
    public const string Container = "control";

    /// <summary>The name of the control file.</summary>
    public const string FileName = "kill_switch";

    /// <summary>The table of the kept state.</summary>
    public const string Table = "control";

    /// <summary>Its partition.</summary>
    public const string Partition = "desk";

    /// <summary>Its row.</summary>
    public const string Row = "kill";

    private const int MostTries = 20;
    private readonly RecordTable<KillState> table = new(records, Table);

    /// <summary>
    /// The state for one decision, read from storage each time. A control file that asks for more is obeyed and the rise is kept.
    /// A store that cannot answer means halt_all for this decision; nothing is kept then, so a store that comes back brings the old state back.
    /// </summary>
    public async ValueTask<KillState> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var kept = await table.GetAsync(Partition, Row, cancellationToken).ConfigureAwait(false);
            var state = kept?.Value ?? KillState.Off;
            var file = await blobs.ReadAsync(Container, FileName, cancellationToken).ConfigureAwait(false);
            return file is null ? state : await ObeyAsync(state, Encoding.UTF8.GetString(file.Content.Span), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is StorageException or JsonException)
        {
            return new KillState(KillMode.HaltAll, "storage", "desk", $"the kill switch could not be read: {fault.Message}", clock.Now());
        }
    }

    /// <summary>Raises the mode; a request at or below the present mode changes nothing. Returns the state that holds afterwards.</summary>
    /// <param name="mode">What is asked for.</param>
    /// <param name="source">What asks: <c>http</c>, <c>file</c>, <c>health</c> and so on.</param>
    /// <param name="who">The person or job.</param>
    /// <param name="why">The sentence a person reads.</param>
    /// <param name="cancellationToken">Cancels before the write.</param>
    /// <exception cref="StorageException">The rise could not be kept.</exception>
    public async ValueTask<KillState> EscalateAsync(KillMode mode, string source, string who, string why, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var kept = await table.GetAsync(Partition, Row, cancellationToken).ConfigureAwait(false);
            var before = kept?.Value ?? KillState.Off;
            if (mode <= before.Mode)
            {
                return before;
            }

            var after = new KillState(mode, source, who, why, clock.Now());
            var written = kept is null
                ? await table.InsertAsync(Partition, Row, after, cancellationToken).ConfigureAwait(false)
                : await table.ReplaceAsync(Partition, Row, after, kept.Version, cancellationToken).ConfigureAwait(false);
            if (written is not null)
            {
                await TellAsync(before, after, cancellationToken).ConfigureAwait(false);
                return after;
            }
        }

        throw new StorageException($"the kill switch could not be raised in {MostTries} tries: other writers were always first");
    }

    private async ValueTask<KillState> ObeyAsync(KillState state, string text, CancellationToken cancellationToken)
    {
        var asked = KillWords.Read(text, out var known);
        if (!known)
        {
            await alerts.RaiseAsync(
                "kill-file-unknown",
                AlertSeverity.Critical,
                FileName,
                $"the control file {Container}/{FileName} holds an unknown word; it counts as close_only. The words are off, close_only and halt_all",
                cancellationToken).ConfigureAwait(false);
        }

        return asked <= state.Mode ? state : await EscalateAsync(asked, "file", "operator", $"the control file asks for {asked.Word()}", cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask TellAsync(KillState before, KillState after, CancellationToken cancellationToken)
    {
        var data = new { From = before.Mode.Word(), To = after.Mode.Word(), after.Source, after.Who, after.Why };
        await journal.AppendAsync("kill-escalated", "kill-switch", data, cancellationToken).ConfigureAwait(false);
        await alerts.RaiseAsync(
            "kill-switch", AlertSeverity.Critical, after.Mode.Word(), $"trading is {after.Mode.Word()} by {after.Who} ({after.Source}): {after.Why}", cancellationToken).ConfigureAwait(false);
    }
}
