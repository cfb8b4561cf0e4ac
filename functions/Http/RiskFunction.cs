using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Risk.Figures;
using Trading.Risk.Var;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>What the desk may lose, has lost, and how much of each limit is used.</summary>
public sealed class RiskFunction(RiskDesk desk, TimeProvider clock)
{
    /// <summary>Each limit with its value, what is used of it, and the warning level reached.</summary>
    [Answers(typeof(RiskLimitsAnswer))]
    [Function("RiskLimits")]
    public async Task<IResult> LimitsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/risk/limits")] HttpRequest request, CancellationToken cancellationToken)
    {
        var view = await desk.ReadAsync(cancellationToken);
        return Answer.Json(new RiskLimitsAnswer(LimitUses.Of(view, clock.Now()), [50, 75, 80, 90, 95], view.Faults.Count == 0 ? null : string.Join("; ", view.Faults)));
    }

    /// <summary>The one-day value at risk of what is held and worked on; its parts by symbol with <c>?decompose</c>.</summary>
    [Query("decompose", "There, with any value: the parts by symbol are told too.")]
    [Answers(typeof(RiskVarAnswer))]
    [Function("RiskVar")]
    public async Task<IResult> VarAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/risk/var")] HttpRequest request, CancellationToken cancellationToken)
    {
        var view = await desk.ReadAsync(cancellationToken);
        var (figures, equity) = (view.Var, view.Desk.Account is { Equity: > 0m } account ? account.Equity : (decimal?)null);
        var limit = equity * view.Limits.ValueAtRisk;
        return Answer.Json(new RiskVarAnswer(
            figures?.Var95,
            figures?.Var99,
            figures?.Es95,
            figures?.Es99,
            limit is { } dollars ? decimal.Round(dollars, 2) : null,
            figures?.Var95 / limit is { } used ? decimal.Round(used * 100m, 1) : null,
            figures?.Sessions,
            request.Query.ContainsKey("decompose") ? figures?.BySymbol : null,
            equity is null ? "equity is not known" : view.VarReason));
    }

    /// <summary>Equity, its marks, drawdowns, the day's profit and loss, exposure, leverage, size factor, value at risk.</summary>
    [Answers(typeof(RiskMetrics))]
    [Function("RiskMetrics")]
    public async Task<IResult> MetricsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/risk/metrics")] HttpRequest request, CancellationToken cancellationToken) =>
        Answer.Json(RiskMetrics.Of(await desk.ReadAsync(cancellationToken)));
}

/// <summary>What <c>risk/limits</c> answers.</summary>
/// <param name="Limits">The table.</param>
/// <param name="WarningLevels">Percents of a limit at which it is warned.</param>
/// <param name="Reason">What could not be read; null when all was.</param>
internal sealed record RiskLimitsAnswer(IReadOnlyList<LimitUse> Limits, IReadOnlyList<int> WarningLevels, string? Reason);

/// <summary>What <c>risk/var</c> answers; money is US dollars over one day.</summary>
/// <param name="Var95">Value at risk at 95 percent; null when it is not known.</param>
/// <param name="Var99">At 99 percent.</param>
/// <param name="Es95">Expected shortfall at 95 percent.</param>
/// <param name="Es99">At 99 percent.</param>
/// <param name="Limit">The most that <paramref name="Var95"/> may be.</param>
/// <param name="Utilization">Percent of the limit.</param>
/// <param name="Sessions">Sessions looked back on.</param>
/// <param name="BySymbol">The parts that sum to <paramref name="Var95"/>; null unless asked for.</param>
/// <param name="Reason">Why it is not known, or zero.</param>
internal sealed record RiskVarAnswer(
    decimal? Var95, decimal? Var99, decimal? Es95, decimal? Es99, decimal? Limit, decimal? Utilization, int? Sessions, IReadOnlyList<VarPart>? BySymbol, string? Reason);
