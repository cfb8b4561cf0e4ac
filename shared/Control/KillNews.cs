using Trading.Journal;
using Trading.Operations;

namespace Trading.Control;

/// <summary>Tells every change of the kill switch: who, why, from, to.</summary>
internal sealed class KillNews(JournalWriter journal, Alerts alerts)
{
    private const string Correlation = "kill-switch";

    public ValueTask JournalAsync(KillRise rise, CancellationToken cancellationToken)
    {
        var (before, after, ask) = rise;
        var data = new { From = before.Mode.Word(), To = after.Mode.Word(), Asked = ask.Mode.Word(), ask.Source, ask.Who, ask.Why, ask.At, after.Activation };
        return journal.AppendAsync("kill-escalated", Correlation, data, cancellationToken);
    }

    public async ValueTask AlertAsync(KillRise rise, CancellationToken cancellationToken)
    {
        var (_, after, ask) = rise;
        var sentence = $"trading is {after.Mode.Word()}: {ask.Who} ({ask.Source}) asked for {ask.Mode.Word()}: {ask.Why}";
        await alerts.RaiseAsync("kill-switch", AlertSeverity.Critical, $"{after.Mode.Word()}:{after.Activation}", sentence, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask JournalAsync(KillState before, KillState after, KillRelease release, CancellationToken cancellationToken)
    {
        var data = new
        {
            From = before.Mode.Word(),
            To = after.Mode.Word(),
            Source = "unlock",
            Who = release.ApprovedBy,
            release.RequestedBy,
            release.RequestId,
            release.Why,
            release.EffectiveAt,
            release.DeskOfOne,
            after.Activation,
        };
        return journal.AppendAsync(after.Release is null ? "kill-released" : "kill-release-waits", Correlation, data, cancellationToken);
    }
}

/// <summary>A request and what it came to.</summary>
internal sealed record KillRise(KillState Before, KillState After, KillAsk Ask)
{
    public bool IsNew => !ReferenceEquals(Before, After);
}
