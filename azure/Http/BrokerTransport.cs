using System.Net;
using Polly;
using Trading.Operations.Telemetry;

namespace Trading.Adapters.Http;

/// <summary>
/// The way every request to the broker goes. A read waits for room in the budget and is tried again; anything else goes out once, at once, and whoever sent it decides what an
/// unclear answer means. An answer counts when all of it has arrived within the time that one try may take.
/// </summary>
internal sealed class BrokerTransport : DelegatingHandler
{
    private readonly ResiliencePipeline<HttpResponseMessage> patience;
    private readonly RequestLane lane;
    private readonly TransportOptions options;
    private readonly TimeSpan mostForReads;

    public BrokerTransport(HttpMessageHandler inner, RequestLane lane, TransportOptions options)
        : base(inner)
    {
        (this.lane, this.options) = (lane, options);
        mostForReads = lane == RequestLane.Bulk ? options.MostForBulk : options.MostForReads;
        patience = ReadPatience.Of(mostForReads, options.Clock);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => request.Method == HttpMethod.Get
        ? patience.ExecuteAsync(token => ReadAsync(request, token), cancellationToken).AsTask()
        : WriteAsync(request, cancellationToken);

    private async ValueTask<HttpResponseMessage> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (options.Budget is { } budget)
        {
            await budget.WaitAsync(lane, mostForReads, cancellationToken).ConfigureAwait(false);
        }

        return await TryAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> WriteAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (options.Budget is { } budget)
        {
            await budget.WaitAsync(RequestLane.Write, TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }

        return await TryAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> TryAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(options.MostForOneTry, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        HttpResponseMessage? answer = null;
        try
        {
            answer = await base.SendAsync(request, either.Token).ConfigureAwait(false);

            // The client reads the body with no time limit of its own.
            await answer.Content.LoadIntoBufferAsync(either.Token).ConfigureAwait(false);
            DeskMeters.BrokerRequest(OutcomeOf(answer.StatusCode));
            return answer;
        }
        catch (Exception fault)
        {
            answer?.Dispose();
            DeskMeters.BrokerRequest("unclear");
            if (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"no answer in {options.MostForOneTry.TotalSeconds:0.#} s", fault);
            }

            throw;
        }
    }

    private static string OutcomeOf(HttpStatusCode status) => (int)status switch
    {
        < 400 => "ok",
        429 or >= 500 => "failed",
        _ => "refused",
    };
}
