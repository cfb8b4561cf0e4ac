using System.Security.Cryptography;
using System.Text;
using Trading.Journal;
using Trading.Operations.Alerting;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Integrity;

/// <summary>
/// Keeps the differences with their age: table <c>integrity</c>, partition = account, row = class and subject. One that cannot be the moment between two reads is told at once, another when the
/// next look sees it still; one that is gone is resolved. Told as <c>integrity-difference</c> and <c>integrity-resolved</c>.
/// </summary>
internal sealed class IntegrityBook(IRecords records, string account, JournalWriter journal, Alerts alerts, TimeProvider clock)
{
    /// <summary>The table.</summary>
    public const string Table = "integrity";

    /// <summary>The code of the alert.</summary>
    public const string Code = "integrity-difference";

    private const string Prefix = "difference-";
    private readonly RecordTable<KeptDifference> table = new(records, Table);
    private readonly AlertBook book = new(records);

    /// <summary>Takes in a look.</summary>
    /// <param name="found">What it found.</param>
    /// <param name="unjudged">The classes that it could not judge: what is known of them stays as it is.</param>
    /// <param name="correlation">What the events are filed under.</param>
    /// <param name="cancellationToken">Cancels between the differences.</param>
    /// <returns>How many differences stand that people were told of, and how many wait for a second look.</returns>
    /// <exception cref="StorageException">The store could not answer; the next look takes up the rest.</exception>
    public async ValueTask<(int Told, int Waiting)> TakeAsync(
        IReadOnlyList<IntegrityDifference> found, IReadOnlyCollection<string> unjudged, string correlation, CancellationToken cancellationToken)
    {
        var before = (await table.QueryAsync(account, Prefix, cancellationToken).ConfigureAwait(false)).ToDictionary(kept => kept.Row, kept => kept.Value, StringComparer.Ordinal);
        var (told, waiting) = (0, 0);
        foreach (var difference in found.DistinctBy(RowOf))
        {
            before.Remove(RowOf(difference), out var known);
            var isTold = await AgeAsync(difference, known, correlation, cancellationToken).ConfigureAwait(false);
            (told, waiting) = isTold ? (told + 1, waiting) : (told, waiting + 1);
        }

        foreach (var (row, gone) in before)
        {
            if (unjudged.Contains(gone.Class))
            {
                (told, waiting) = gone.IsTold ? (told + 1, waiting) : (told, waiting + 1);
            }
            else
            {
                await ResolveAsync(row, gone, correlation, cancellationToken).ConfigureAwait(false);
            }
        }

        return (told, waiting);
    }

    // A subject is free text; a row is not. The sentence belongs to the key of an invariant: another fact is another difference.
    private static string RowOf(IntegrityDifference difference) => RowOf(difference.Class, difference.Subject, difference.Sentence);

    private static string RowOf(string kind, string subject, string sentence) =>
        Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {subject} {(kind == DifferenceClasses.Invariant ? sentence : string.Empty)}")))[..32];

    private static string SubjectOf(KeptDifference kept) => $"{kept.Class}:{kept.Subject}";

    private async ValueTask<bool> AgeAsync(IntegrityDifference difference, KeptDifference? known, string correlation, CancellationToken cancellationToken)
    {
        var looks = (known?.Looks ?? 0) + 1;
        var isTold = known?.IsTold == true || looks > 1 || DifferenceClasses.IsCertain(difference.Class);
        var kept = new KeptDifference(difference.Class, difference.Subject, difference.Sentence, known?.FirstSeen ?? clock.Now(), looks, isTold);
        if (isTold && known?.IsTold != true)
        {
            await journal.AppendAsync(Code, correlation, new { kept.Class, kept.Subject, kept.Sentence, kept.FirstSeen, kept.Looks }, cancellationToken).ConfigureAwait(false);
            await alerts.RaiseAsync("integrity-difference", AlertSeverity.Critical, SubjectOf(kept), kept.Sentence, cancellationToken).ConfigureAwait(false);
        }

        await table.PutAsync(account, RowOf(difference), kept, cancellationToken).ConfigureAwait(false);
        return isTold;
    }

    private async ValueTask ResolveAsync(string row, KeptDifference gone, string correlation, CancellationToken cancellationToken)
    {
        if (gone.IsTold)
        {
            await journal.AppendAsync("integrity-resolved", correlation, new { gone.Class, gone.Subject, gone.FirstSeen }, cancellationToken).ConfigureAwait(false);
            if (await book.StandingAsync(AlertKeys.Row(Code, SubjectOf(gone)), cancellationToken).ConfigureAwait(false) is { } standing)
            {
                await alerts.ResolveAsync(standing.Id, "the broker and the journal agree again", cancellationToken).ConfigureAwait(false);
            }
        }

        await table.DeleteAsync(account, row, cancellationToken).ConfigureAwait(false);
    }
}
