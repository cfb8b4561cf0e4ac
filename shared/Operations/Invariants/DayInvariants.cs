namespace Trading.Operations.Invariants;

/// <summary>What held on a day and what did not.</summary>
/// <param name="Holds">Each invariant by name, in the order in which they are listed everywhere.</param>
/// <param name="Broken">A sentence for each that did not hold.</param>
public sealed record InvariantReport(IReadOnlyDictionary<string, bool> Holds, IReadOnlyList<string> Broken);

/// <summary>The twelve invariants of a day. Pure: facts in, verdict out; each is judged whatever the others say.</summary>
public static class DayInvariants
{
    private static readonly (string Name, Func<DayFacts, string?> Broken)[] All =
    [
        ("no-duplicate-order", OrderInvariants.Duplicate),
        ("every-order-has-intent", OrderInvariants.WithoutIntent),
        ("every-fill-booked", FillInvariants.NotBooked),
        ("positions-equal-fills", FillInvariants.PositionsDiffer),
        ("pnl-identity", PnlInvariant.Unexplained),
        ("gates-respected", ControlInvariants.PastGate),
        ("limits-respected", LimitInvariant.Exceeded),
        ("kill-respected", ControlInvariants.PastKill),
        ("journal-chain-intact", JournalInvariants.Damaged),
        ("one-run-per-job-and-slot", RunInvariant.RunTwice),
        ("no-orphan-position", OrphanInvariant.Orphan),
        ("correlation-complete", JournalInvariants.WithoutCorrelation),
    ];

    /// <summary>The names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(invariant => invariant.Name)];

    /// <summary>Judges a day.</summary>
    public static InvariantReport Check(DayFacts facts)
    {
        var holds = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        var broken = new List<string>();
        foreach (var (name, find) in All)
        {
            var fault = Judge(find, facts);
            holds[name] = fault is null;
            if (fault is not null)
            {
                broken.Add($"{name}: {fault}");
            }
        }

        return new InvariantReport(holds, broken);
    }

    private static string? Judge(Func<DayFacts, string?> find, DayFacts facts)
    {
        try
        {
            return find(facts);
        }
        catch (Exception fault)
        {
            // What cannot be judged does not hold, and does not hide the others.
            return $"could not be judged: {fault.Message}";
        }
    }
}
