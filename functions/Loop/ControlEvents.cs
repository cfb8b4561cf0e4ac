using Microsoft.DurableTask;

namespace Trading.Functions.Loop;

/// <summary>What operators say to a running loop: <c>pause</c>, <c>resume</c>, <c>stop</c>, or any other word to have it look at once; as external events.</summary>
internal sealed class ControlEvents(TaskOrchestrationContext context)
{
    /// <summary>The external event's name.</summary>
    public const string Name = "control";

    // One standing wait: an event that came to a wait given up in between would be lost.
    private Task<string> next = context.WaitForExternalEvent<string>(Name);

    /// <summary>Ends when something has been said.</summary>
    public Task Next => next;

    /// <summary>Takes what has been said so far; null when the loop is to stop.</summary>
    public async Task<LoopInput?> ApplyAsync(LoopInput input)
    {
        while (next.IsCompleted)
        {
            var word = await next;
            if (word == "stop")
            {
                return null;
            }

            input = input with { Paused = word == "pause" || (word != "resume" && input.Paused) };
            next = context.WaitForExternalEvent<string>(Name);
        }

        return input;
    }
}
