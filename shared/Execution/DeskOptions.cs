using NodaTime;
using Trading.Control;
using Trading.Risk;

namespace Trading.Execution;

/// <summary>What a desk can choose. The defaults are a paper desk that trades the swing policy.</summary>
public sealed record DeskOptions
{
    /// <summary>The limits that an account begins with: those of <see cref="Mode"/> unless set. From then on the limits are the book's.</summary>
    public RiskLimits Limits { get => field ?? (Mode == AccountMode.Live ? RiskLimits.Live : RiskLimits.Paper); init; }

    /// <summary>The kind of account.</summary>
    public AccountMode Mode { get; init; } = AccountMode.Paper;

    /// <summary>The exit policies by which entries are made; the first is the default, others are asked for by a candidate's strategy.</summary>
    public IReadOnlyList<ExitPolicy> Policies { get; init; } = [ExitPolicy.Swing, ExitPolicy.Intraday];

    /// <summary>No entry before this long after the open.</summary>
    public Duration EntryDelay { get; init; } = Duration.FromMinutes(20);

    /// <summary>No entry from this long before the close on; what is unfilled then is cancelled.</summary>
    public Duration EntryCutoff { get; init; } = Duration.FromMinutes(30);

    /// <summary>How far above the last price an entry's limit is set, a fraction.</summary>
    public decimal EntryLimitOffset { get; init; } = 0.0010m;

    /// <summary>How long after its first shares a partly filled entry may wait for more before its rest is cancelled.</summary>
    public Duration PartialPatience { get; init; } = Duration.FromMinutes(2);

    /// <summary>How far under the last price a limit is set that must sell now, a fraction.</summary>
    public decimal MarketableOffset { get; init; } = 0.0025m;

    /// <summary>How far under the last price a lone stop is drawn when the position's time is up, a fraction.</summary>
    public decimal TightStopOffset { get; init; } = 0.0010m;

    /// <summary>Dollars that a stop keeps under a daily swing low.</summary>
    public decimal StopBuffer { get; init; } = 0.10m;

    /// <summary>A ratcheted stop keeps at least this far under the price, a fraction.</summary>
    public decimal StopDistance { get; init; } = 0.015m;

    /// <summary>How long to wait after a refused exit before the next try, while another exit is in force.</summary>
    public Duration ExitRetry { get; init; } = Duration.FromMinutes(5);

    /// <summary>How long to wait after a refused exit of shares that nothing protects.</summary>
    public Duration ProtectRetry { get; init; } = Duration.FromMinutes(1);

    /// <summary>The part of equity that one entry takes at the level itself; less with distance.</summary>
    public decimal EquityPerEntry { get; init; } = 0.02m;

    /// <summary>The policy of a strategy; null asks for the default. Null when there is none of that name.</summary>
    public ExitPolicy? PolicyOf(string? strategy) =>
        string.IsNullOrEmpty(strategy) ? Policies[0] : Policies.FirstOrDefault(policy => string.Equals(policy.Name, strategy, StringComparison.OrdinalIgnoreCase));
}
