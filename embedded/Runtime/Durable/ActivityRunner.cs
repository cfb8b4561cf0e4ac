using Microsoft.Extensions.Logging;
using Trading.Embedded.Runtime.Catalog;

namespace Trading.Embedded.Runtime.Durable;

/// <summary>An activity to run.</summary>
/// <param name="Instance">The instance that called it.</param>
/// <param name="Generation">The run of that instance that called it.</param>
/// <param name="Request">The call.</param>
internal sealed record ActivityWork(OrchestrationInstance Instance, int Generation, HistoryEvent Request);

/// <summary>Runs activities and makes what they return, or throw, into an event.</summary>
internal sealed class ActivityRunner(FunctionCatalog catalog, FunctionInvoker invoker, FunctionHostOptions options, ILogger logger)
{
    /// <summary>The event for the caller's history; its time is yet to be set.</summary>
    /// <exception cref="OperationCanceledException">The host is stopping: the activity has neither returned nor failed.</exception>
    public async Task<HistoryEvent> RunAsync(ActivityWork work, CancellationToken cancellationToken)
    {
        var (called, id) = (work.Request.Name!, work.Request.Id);
        var function = catalog.Find(called, FunctionKind.Activity);
        var name = function?.Name ?? called;
        options.Observe(name, FunctionKind.Activity, InvocationPhase.Fired);
        try
        {
            var output = await invoker.InvokeAsync(
                function ?? throw new InvalidOperationException($"there is no activity {name}"),
                work.Request.Data,
                cancellationToken).ConfigureAwait(false);
            options.Observe(name, FunctionKind.Activity, InvocationPhase.Ran);
            return new HistoryEvent(EventKind.TaskCompleted, id, default, Data: PayloadConverter.Instance.Serialize(output));
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(fault, "{Activity} of {Instance} failed", name, work.Instance.Id);
            options.Observe(name, FunctionKind.Activity, InvocationPhase.Failed);
            return new HistoryEvent(EventKind.TaskFailed, id, default, Failure: Failure.Of(fault));
        }
    }
}
