using NodaTime;
using Trading.Journal;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Alerting;

/// <summary>The silences: table <c>silences</c>, partition <c>desk</c>, row = id. Each is journalled when it is made and when it is ended.</summary>
/// <exception cref="StorageException">Thrown by each member when the store cannot answer; an alert is then told.</exception>
public sealed class Silences(IRecords records, AlertBook book, JournalWriter journal, TimeProvider clock)
{
    private const string Desk = "desk";
    private const int MostTries = 20;
    private static readonly NodaTime.Text.InstantPattern Stamp = NodaTime.Text.InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private readonly RecordTable<Silence> table = new(records, "silences");

    /// <summary>All silences that are not over, by id.</summary>
    public async ValueTask<IReadOnlyList<Silence>> ListAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var found = new List<Silence>();
        foreach (var row in await table.QueryAsync(Desk, string.Empty, cancellationToken).ConfigureAwait(false))
        {
            if (now < row.Value.Until)
            {
                found.Add(row.Value);
            }
        }

        return found;
    }

    /// <summary>The silence that keeps an alert quiet now, or null.</summary>
    public async ValueTask<Silence?> CoveringAsync(string code, string subject, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        foreach (var silence in await ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (silence.Covers(code, subject, now))
            {
                return silence;
            }
        }

        return null;
    }

    /// <summary>What is wrong with a silence that is asked for; null when nothing is.</summary>
    public string? Fault(string? code, string? subject, Instant until)
    {
        var now = clock.Now();
        return string.IsNullOrWhiteSpace(code) && string.IsNullOrWhiteSpace(subject) ? "a silence names a code or a subject"
            : Wide(code) && Wide(subject) ? "a silence of everything is refused: name a code or a subject"
            : until <= now ? "a silence ends later than now"
            : until - now > Silence.Most ? $"a silence lasts at most {Silence.Most.TotalHours:0} hours"
            : code is not null && AlertTable.Knows(code) && AlertTable.Of(code).Level == AlertLevel.Sev1 ? $"{code} is SEV1: it is never silenced"
            : null;
    }

    /// <summary>Makes a silence that <see cref="Fault"/> has nothing against.</summary>
    /// <exception cref="ArgumentException"><see cref="Fault"/> has something against it.</exception>
    public async ValueTask<Silence> AddAsync(string? code, string? subject, Instant until, string who, string why, CancellationToken cancellationToken)
    {
        if (Fault(code, subject, until) is { } fault)
        {
            throw new ArgumentException(fault, nameof(until));
        }

        var now = clock.Now();
        for (var tries = 1; tries <= MostTries; tries++)
        {
            var id = $"SIL-{Stamp.Format(now)}{(tries == 1 ? string.Empty : $"-{tries}")}";
            var silence = new Silence(id, code, subject, now, until, who, why);
            if (await table.InsertAsync(Desk, id, silence, cancellationToken).ConfigureAwait(false) is not null)
            {
                await journal.AppendAsync("alert-silenced", id, silence, cancellationToken).ConfigureAwait(false);
                return silence;
            }
        }

        throw new StorageException($"no id for a silence in {MostTries} tries: other writers were always first");
    }

    /// <summary>Ends a silence now; null when there is none of that id or it is over. What it kept quiet is looked at by the next sweep.</summary>
    public async ValueTask<Silence?> EndAsync(string id, string who, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        if (!IsId(id) || await table.GetAsync(Desk, id, cancellationToken).ConfigureAwait(false) is not { } found || found.Value.Until <= now)
        {
            return null;
        }

        var ended = found.Value with { Until = now };
        await table.PutAsync(Desk, id, ended, cancellationToken).ConfigureAwait(false);
        await journal.AppendAsync("alert-silence-ended", id, new { id, Who = who }, cancellationToken).ConfigureAwait(false);
        foreach (var alert in await book.StandingAsync(cancellationToken).ConfigureAwait(false))
        {
            if (alert.State == AlertState.Silenced && alert.Silence == id)
            {
                await book.LookAtAsync(alert, now, cancellationToken).ConfigureAwait(false);
            }
        }

        return ended;
    }

    private static bool IsId(string id) => id.StartsWith("SIL-", StringComparison.Ordinal) && id.Length < 40 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private static bool Wide(string? pattern) => string.IsNullOrWhiteSpace(pattern) || pattern.Trim() == "*";
}
