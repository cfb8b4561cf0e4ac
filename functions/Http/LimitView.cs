using System.Globalization;
using System.Text.Json.Serialization;
using NodaTime;
using Trading.Risk.Limits;

namespace Trading.Functions.Http;

/// <summary>One limit as the routes show it.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">What holds.</param>
/// <param name="Paper">The default of a paper account.</param>
/// <param name="Live">The default of a live account.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Looser">Which way it allows more: <c>higher</c> or <c>lower</c>.</param>
/// <param name="OffAtZero">Whether 0 switches it off.</param>
/// <param name="Takes">The values it takes.</param>
/// <param name="Sentence">What it limits.</param>
internal sealed record LimitView(string Key, decimal Value, decimal Paper, decimal Live, string Unit, string Looser, bool OffAtZero, string Takes, string Sentence)
{
    public static IReadOnlyList<LimitView> AllOf(LimitState state) =>
    [
        .. LimitTable.Lines.Select(line => new LimitView(
            line.Key, state.Values[line.Key], line.Paper, line.Live, line.Unit, line.Looser == Risk.Limits.Looser.Lower ? "lower" : "higher", line.IsOffAtZero, line.Words, line.Sentence)),
    ];

    /// <summary>A value without zeros at its end.</summary>
    public static string Text(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}

/// <summary>A raise that waits for two people.</summary>
/// <param name="Changes">Exactly what is asked for.</param>
/// <param name="Source">Through which door.</param>
/// <param name="Who">Who asked; null while it is nobody's.</param>
/// <param name="Why">The reason.</param>
/// <param name="At">When, UTC.</param>
/// <param name="RequestId">What a second person approves; null while it is nobody's.</param>
/// <param name="Needs">Who must say what next.</param>
internal sealed record PendingView(
    IReadOnlyList<LimitMove> Changes, string Source, string? Who, string Why, Instant At, [property: JsonPropertyName("request_id")] string? RequestId, string Needs)
{
    public static PendingView? Of(LimitState state) => state.Pending is not { } pending ? null : new PendingView(
        LimitDesk.RaisesOf(state),
        pending.Source,
        pending.Who,
        pending.Why,
        pending.At,
        pending.RequestId,
        pending.RequestId is null
            ? "two people: the first makes it their own with POST config/approve, the second, an approver, approves it there"
            : $"an approver other than {pending.Who} sends {{\"request_id\":\"{pending.RequestId}\"}} to config/approve");
}
