using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Trading.Execution;
using Trading.Functions.Loop;
using Trading.Operations.Alerting;

namespace Trading.Functions;

/// <summary>One pass of the execution loop, then a look at the alerts.</summary>
public sealed class ExecutionCycleActivity(ExecutionCycle cycle, CycleAlerts alerts)
{
    /// <summary>Runs one pass; may run twice with the same number, and then sends nothing twice.</summary>
    [Function(nameof(ExecutionCycle))]
    public async Task<CycleOutcome> RunAsync([ActivityTrigger] CycleRequest request, CancellationToken cancellationToken)
    {
        var date = LocalDate.FromDateOnly(request.Date);
        var report = await cycle.RunAsync(new CycleInput(date, LoopControl.InstanceOf(date), request.Cycle, request.Paused), cancellationToken);
        await alerts.AfterAsync(report, cancellationToken);
        return new CycleOutcome(report.Submitted, report.Errors, report.Sentence);
    }
}
