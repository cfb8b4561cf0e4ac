using System.Text.Json;
using NodaTime;
using Trading.Journal;
using Trading.Operations.Invariants;
using Trading.Storage;

namespace Trading.Accounting.Pnl;

/// <summary>What the journal of a date tells of its entries.</summary>
/// <param name="Sent">Entries that went to the broker.</param>
/// <param name="DryRun">Entries that went to the dry-run ledger.</param>
/// <param name="Candidates">Candidates of the scan; null when no scan was done.</param>
/// <param name="Blocked">Refused entries by code, a symbol and code once; the most frequent first, then in ordinal order.</param>
/// <param name="Rejected">Orders that the broker refused, or that were never sent after all.</param>
public sealed record DayTrace(int Sent, int DryRun, int? Candidates, IReadOnlyList<BlockCount> Blocked, int Rejected)
{
    /// <summary>Reads the journal of one New York date.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public static async ValueTask<DayTrace> ReadAsync(JournalReader journal, LocalDate date, CancellationToken cancellationToken)
    {
        var (sent, dryRun, rejected, candidates) = (0, 0, 0, (int?)null);
        var blocked = new Dictionary<string, BlockCount>(StringComparer.Ordinal);
        await foreach (var one in journal.OnAsync(date, cancellationToken).ConfigureAwait(false))
        {
            var isEntry = one.Text("purpose") == "Entry";
            sent += isEntry && one.Kind == "order-reserved" ? 1 : 0;
            dryRun += isEntry && one.Kind == "order-dry-run" ? 1 : 0;
            rejected += isEntry && one.Kind == "order-rejected" ? 1 : 0;
            candidates = one.Kind == "scan-completed" ? CandidatesOf(one) : candidates;
            if (isEntry && one.Kind == "order-blocked" && one.Text("code") is { } code)
            {
                var seen = blocked.GetValueOrDefault(code) ?? new BlockCount(code, 0, one.Text("sentence") ?? code);
                blocked[code] = seen with { Count = seen.Count + 1 };
            }
        }

        return new DayTrace(sent, dryRun, candidates, [.. blocked.Values.OrderByDescending(block => block.Count).ThenBy(block => block.Code, StringComparer.Ordinal)], rejected);
    }

    private static int CandidatesOf(JournalEvent scan) =>
        scan.Data.TryGetProperty("candidates", out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;
}

/// <summary>Entries refused for one reason.</summary>
/// <param name="Code">The code.</param>
/// <param name="Count">How many symbols met it.</param>
/// <param name="Sentence">The first one's sentence.</param>
public sealed record BlockCount(string Code, int Count, string Sentence);
