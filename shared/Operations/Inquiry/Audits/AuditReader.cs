using NodaTime;
using Trading.Operations.Invariants;
using Trading.Time;

namespace Trading.Operations.Inquiry.Audits;

/// <summary>One invariant.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Held">Whether it holds; null while it cannot be judged yet.</param>
/// <param name="Fact">What speaks against it, or what is missing to judge it.</param>
public sealed record AuditLine(string Name, bool? Held, string? Fact);

/// <summary>The invariants on the present state.</summary>
/// <param name="Status"><c>PASS</c>, or <c>FAIL</c> when one does not hold.</param>
/// <param name="Date">The New York date.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Invariants">All of them, in their order.</param>
public sealed record AuditReport(string Status, LocalDate Date, Instant At, IReadOnlyList<AuditLine> Invariants);

/// <summary>Runs the invariants on the state of the day as it is now. Profit and loss are judged once the day's books are closed.</summary>
public sealed class AuditReader(DayFactsReader reader, TimeProvider clock)
{
    private const string AtTheClose = "pnl-identity";

    /// <summary>The audit.</summary>
    /// <exception cref="Brokers.BrokerException">The broker could not be read: nothing is known then.</exception>
    /// <exception cref="Storage.StorageException">The store could not answer.</exception>
    public async ValueTask<AuditReport> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var facts = await reader.ReadAsync(NewYork.DateOf(now), cancellationToken).ConfigureAwait(false);
        var report = DayInvariants.Check(facts);
        var isOpen = facts.Close is null && now < LastClose(facts.Date);
        AuditLine[] lines = [.. report.Holds.Select(one => LineOf(one.Key, one.Value, report, isOpen))];
        return new AuditReport(Array.TrueForAll(lines, line => line.Held != false) ? "PASS" : "FAIL", facts.Date, now, lines);
    }

    // The books are closed by 20:00; until then an unclosed day is no fault.
    private static Instant LastClose(LocalDate date) => NewYork.At(date, new LocalTime(20, 0));

    private static AuditLine LineOf(string name, bool held, InvariantReport report, bool isOpen) =>
        held ? new AuditLine(name, true, null)
        : name == AtTheClose && isOpen ? new AuditLine(name, null, "the books of the day are not closed yet")
        : new AuditLine(name, false, report.Broken.First(line => line.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 2)..]);
}
