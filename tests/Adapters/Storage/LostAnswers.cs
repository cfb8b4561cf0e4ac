using Azure.Core;
using Azure.Core.Pipeline;

namespace Trading.Tests.Adapters.Storage;

/// <summary>A connection that breaks on demand: before the service hears a request, or after it has done the work and before the answer is here.</summary>
internal sealed class LostAnswers : HttpPipelinePolicy
{
    private int unheard;
    private int lost;

    /// <summary>What happens between the loss of an answer and the repeat.</summary>
    public Func<Task> Meanwhile { get; set; } = static () => Task.CompletedTask;

    /// <summary>Requests that reached the connection.</summary>
    public int Sent { get; private set; }

    /// <summary>Which requests are meant; standard: those that write.</summary>
    public Func<Request, bool> Meant { get; set; } = static request => request.Method != RequestMethod.Get && request.Method != RequestMethod.Head;

    public void Configure(ClientOptions options) => options.AddPolicy(this, HttpPipelinePosition.BeforeTransport);

    public void LoseRequests(int number) => unheard = number;

    public void LoseAnswers(int number) => lost = number;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Sent++;
        var meant = Meant(message.Request);
        if (meant && unheard-- > 0)
        {
            await Meanwhile();
            throw new IOException("the connection broke before the request");
        }

        await ProcessNextAsync(message, pipeline);
        if (meant && lost-- > 0)
        {
            await Meanwhile();
            throw new IOException("the connection broke before the answer");
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();
}
