namespace Trading.Operations.Alerting;

/// <summary>Something the desk does by itself when an alert is raised. Doing it twice does no more than doing it once.</summary>
public interface IAlertAction
{
    /// <summary>Which action of the table this is.</summary>
    AlertActionKind Kind { get; }

    /// <summary>Does it. May throw: it is then tried again while the alert stands.</summary>
    /// <returns>What was done, one line.</returns>
    ValueTask<string> TakeAsync(Alert alert, CancellationToken cancellationToken);

    /// <summary>The alert is over: takes back what only it asked for. Returns what was taken back, or null.</summary>
    ValueTask<string?> ReleaseAsync(Alert alert, CancellationToken cancellationToken);
}
