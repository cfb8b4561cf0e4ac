using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Control.Operators;
using Trading.Control.Pauses;
using Trading.Execution;
using Trading.Market;

namespace Trading.Functions.Http;

/// <summary>Entries of one strategy or in one symbol, held back and let through again. Exits go on.</summary>
public sealed class PausesFunction(PauseBook pauses, DeskOptions options)
{
    /// <summary>No entries of a strategy.</summary>
    [Answers(typeof(PauseAnswer))]
    [Reads(typeof(ReasonBody))]
    [Function("PauseStrategy")]
    [Access(Role.Operator)]
    public Task<IResult> PauseStrategyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/strategies/{id}/pause")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        ChangeAsync(request, PauseKind.Strategy, StrategyOf(id), id, pause: true, cancellationToken);

    /// <summary>Entries of a strategy again.</summary>
    [Answers(typeof(PauseAnswer))]
    [Reads(typeof(ReasonBody))]
    [Function("ResumeStrategy")]
    [Access(Role.Operator)]
    public Task<IResult> ResumeStrategyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/strategies/{id}/resume")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        ChangeAsync(request, PauseKind.Strategy, StrategyOf(id), id, pause: false, cancellationToken);

    /// <summary>No entries in a symbol.</summary>
    [Answers(typeof(PauseAnswer))]
    [Reads(typeof(ReasonBody))]
    [Function("PauseSymbol")]
    [Access(Role.Operator)]
    public Task<IResult> PauseSymbolAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/symbols/{symbol}/pause")] HttpRequest request, string symbol, CancellationToken cancellationToken) =>
        ChangeAsync(request, PauseKind.Symbol, SymbolOf(symbol), symbol, pause: true, cancellationToken);

    /// <summary>Entries in a symbol again.</summary>
    [Answers(typeof(PauseAnswer))]
    [Reads(typeof(ReasonBody))]
    [Function("ResumeSymbol")]
    [Access(Role.Operator)]
    public Task<IResult> ResumeSymbolAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/symbols/{symbol}/resume")] HttpRequest request, string symbol, CancellationToken cancellationToken) =>
        ChangeAsync(request, PauseKind.Symbol, SymbolOf(symbol), symbol, pause: false, cancellationToken);

    // A name that nothing is called by would hold nothing back, and look as if it did.
    private string? StrategyOf(string id) => options.Policies.FirstOrDefault(policy => string.Equals(policy.Name, id, StringComparison.OrdinalIgnoreCase))?.Name;

    private static string? SymbolOf(string text) => Symbol.TryParse(text.ToUpperInvariant(), out var symbol) ? symbol.ToString() : null;

    private async Task<IResult> ChangeAsync(HttpRequest request, PauseKind kind, string? name, string asked, bool pause, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<ReasonBody>(cancellationToken);
        if (string.IsNullOrWhiteSpace(body.Reason))
        {
            return Answer.Wrong(ReasonBody.Missing);
        }

        if (name is null)
        {
            var known = kind == PauseKind.Strategy ? $"; there are {string.Join(", ", options.Policies.Select(policy => policy.Name))}" : string.Empty;
            return Answer.Problem(StatusCodes.Status404NotFound, "unknown", $"{asked} is no {kind.ToString().ToLowerInvariant()}{known}");
        }

        var who = request.Caller().Name;
        var changed = pause
            ? (await pauses.PauseAsync(kind, name, who, body.Reason.Trim(), cancellationToken)).IsNew
            : await pauses.ResumeAsync(kind, name, who, body.Reason.Trim(), cancellationToken);
        return Answer.Json(new PauseAnswer(name, changed, (await pauses.ReadAsync(cancellationToken)).All));
    }
}

/// <summary>What is held back after a change.</summary>
/// <param name="Name">The strategy or symbol.</param>
/// <param name="Changed">Whether it was otherwise before.</param>
/// <param name="Pauses">All pauses now.</param>
internal sealed record PauseAnswer(string Name, bool Changed, IReadOnlyList<Pause> Pauses);
