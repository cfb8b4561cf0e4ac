using System.Text.Json.Serialization;
using NodaTime;
using Trading.Control;
using Trading.Execution;
using Trading.Operations.Health;
using Trading.Storage;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Operations;

/// <summary>What <c>system/status</c> answers; the member names are those that runbooks already read.</summary>
public sealed record SystemStatus
{
    /// <summary>Whether the kill switch is above off.</summary>
    [JsonPropertyName("kill_switch")]
    public required bool KillSwitch { get; init; }

    /// <summary>Whether entries could be sent now as far as people decide: kill switch off, loop running, approved, no dry run.</summary>
    [JsonPropertyName("trading_enabled")]
    public required bool TradingEnabled { get; init; }

    /// <summary><c>off</c>, <c>close_only</c> or <c>halt_all</c>.</summary>
    [JsonPropertyName("kill_mode")]
    public required string KillMode { get; init; }

    /// <summary>Why, when it is not off.</summary>
    [JsonPropertyName("kill_reason")]
    public string? KillReason { get; init; }

    /// <summary>Entries go to the dry-run ledger.</summary>
    [JsonPropertyName("dry_run")]
    public required bool DryRun { get; init; }

    /// <summary>Entries are approved.</summary>
    [JsonPropertyName("approved")]
    public required bool Approved { get; init; }

    /// <summary><c>paper</c> or <c>live</c>.</summary>
    [JsonPropertyName("mode")]
    public required string Mode { get; init; }

    /// <summary>What an operator wants of the loop: <c>running</c>, <c>paused</c> or <c>stopped</c>.</summary>
    [JsonPropertyName("loop")]
    public required string Loop { get; init; }

    /// <summary>The loop's running instance, or null.</summary>
    [JsonPropertyName("loop_instance")]
    public string? LoopInstance { get; init; }

    /// <summary>When its last cycle was, UTC, or null.</summary>
    [JsonPropertyName("last_cycle_at")]
    public Instant? LastCycleAt { get; init; }

    /// <summary>The New York date.</summary>
    [JsonPropertyName("trading_date")]
    public required LocalDate TradingDate { get; init; }

    /// <summary>Whether the session is open by the calendar.</summary>
    [JsonPropertyName("market_open")]
    public required bool MarketOpen { get; init; }

    /// <summary>Whether entries may be made from the watchlist today.</summary>
    [JsonPropertyName("watchlist_fresh")]
    public required bool WatchlistFresh { get; init; }

    /// <summary>Why, or why not.</summary>
    [JsonPropertyName("watchlist_reason")]
    public required string WatchlistReason { get; init; }
}

/// <summary>Reads the status from storage; the host adds what it knows of the loop.</summary>
public sealed class SystemStatusReader(IRecords records, KillSwitch kill, TradingGates gates, LoopSwitch loop, FreshnessGate watchlist, TimeProvider clock)
{
    private readonly RecordTable<ExecutionHeartbeat> heartbeats = new(records, ExecutionHeartbeat.Table);

    /// <summary>The status now.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<SystemStatus> ReadAsync(LoopStatus seen, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var date = NewYork.DateOf(now);
        var killed = await kill.ReadAsync(cancellationToken).ConfigureAwait(false);
        var gate = await gates.ReadAsync(cancellationToken).ConfigureAwait(false);
        var wanted = await loop.ReadAsync(cancellationToken).ConfigureAwait(false);
        var verdict = await watchlist.CheckAsync(date, cancellationToken).ConfigureAwait(false);
        var beat = await heartbeats.GetAsync(ExecutionHeartbeat.Partition, ExecutionHeartbeat.Row, cancellationToken).ConfigureAwait(false);
        return new SystemStatus
        {
            KillSwitch = killed.Mode != Control.KillMode.Off,
            TradingEnabled = killed.Mode == Control.KillMode.Off && wanted.Mode == LoopMode.Running && gate is { DryRun: false, Approved: true, LiveFault: null },
            KillMode = killed.Mode.Word(),
            KillReason = killed.Mode == Control.KillMode.Off ? null : killed.Why,
            DryRun = gate.DryRun,
            Approved = gate.Approved,
            Mode = gate.Mode.ToString().ToLowerInvariant(),
            Loop = wanted.Mode.Word(),
            LoopInstance = seen.RunningInstance,
            LastCycleAt = beat?.Value.At,
            TradingDate = date,
            MarketOpen = ExchangeCalendar.Nyse.OpenAt(now) is not null,
            WatchlistFresh = verdict.Fresh,
            WatchlistReason = verdict.Sentence,
        };
    }
}
