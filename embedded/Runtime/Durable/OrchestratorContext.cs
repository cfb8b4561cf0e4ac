using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Trading.Embedded.Runtime.Durable;

/// <summary>The context of one replay of an orchestrator.</summary>
internal sealed class OrchestratorContext(string instanceId, InstanceRecord instance, OrchestratorThread thread, ILoggerFactory loggers)
    : TaskOrchestrationContext
{
    private readonly List<HistoryEvent> carried = [];
    private DateTime now = instance.StartedAt;
    private int ids;

    public override TaskName Name => instance.Name;

    public override string InstanceId => instanceId;

    public override DateTime CurrentUtcDateTime => now;

    public override bool IsReplaying => Replaying;

    protected override ILoggerFactory LoggerFactory => loggers;

    public bool Replaying { get; set; }

    public TaskLedger Tasks { get; } = new(thread);

    public EventMailbox Mailbox { get; } = new(thread);

    public object? CustomStatus { get; private set; }

    /// <summary>How the instance is to begin anew, or null.</summary>
    public NextRun? Next { get; private set; }

    /// <summary>Hands the code what has arrived. Time never runs backwards.</summary>
    public void Deliver(HistoryEvent arrived)
    {
        now = arrived.At > now ? arrived.At : now;
        if (arrived.Kind != EventKind.EventRaised)
        {
            Tasks.Answer(arrived);
        }
        else if (Next is null)
        {
            Mailbox.Raise(arrived);
        }
        else
        {
            carried.Add(arrived);
        }
    }

    public override T? GetInput<T>()
        where T : default
    {
        thread.Demand();
        return PayloadConverter.Instance.Deserialize<T>(instance.Input);
    }

    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        thread.Demand();
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException("options were given as the activity's input", nameof(input));
        }

        var data = PayloadConverter.Instance.Serialize(input);
        var answer = options?.Retry?.Policy is { } policy
            ? await new RetryLoop(this, policy).RunAsync(() => Tasks.Schedule(name.Name, data, now)).ConfigureAwait(true)
            : await Tasks.Schedule(name.Name, data, now).ConfigureAwait(true);
        return PayloadConverter.Instance.Deserialize<TResult>(answer)!;
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        thread.Demand();
        return Tasks.SetTimer(fireAt.ToUniversalTime(), cancellationToken);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        thread.Demand();
        return Mailbox.Wait<T>(eventName, cancellationToken);
    }

    public override void SetCustomStatus(object? customStatus)
    {
        thread.Demand();
        CustomStatus = customStatus;
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        thread.Demand();
        var unread = Mailbox.TakeUnread();
        if (preserveUnprocessedEvents)
        {
            carried.AddRange(unread);
        }

        Next = new NextRun(PayloadConverter.Instance.Serialize(newInput), carried);
    }

    /// <summary>Made of the instance, the time and a count: an id that is the same at every replay.</summary>
    public override Guid NewGuid()
    {
        thread.Demand();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{instanceId}/{now.Ticks}/{ids++}")).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }

    /// <summary>The next run of an instance.</summary>
    /// <param name="Input">Its input, JSON.</param>
    /// <param name="Carried">The events it begins with.</param>
    internal sealed record NextRun(string? Input, IReadOnlyList<HistoryEvent> Carried);
}
