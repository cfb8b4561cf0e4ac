using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Trading.Adapters.Http;

/// <summary>How often and how long a read is tried: again after 429 (when its Retry-After says), 5xx, a timeout or a broken connection, with backoff and jitter, and then no more.</summary>
internal static class ReadPatience
{
    private const int Retries = 3;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    public static ResiliencePipeline<HttpResponseMessage> Of(TimeSpan most, TimeProvider clock) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = most })
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Retries,
                Delay = TimeSpan.FromMilliseconds(250),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => ValueTask.FromResult(IsPassing(arguments.Outcome, clock)),
                DelayGenerator = arguments => ValueTask.FromResult(AskedFor(arguments.Outcome.Result, clock)),
            })
            .Build();

    private static bool IsPassing(Outcome<HttpResponseMessage> outcome, TimeProvider clock) =>
        outcome.Exception is TimeoutException or HttpRequestException
        || (outcome.Result is { } answer && (answer.StatusCode == HttpStatusCode.TooManyRequests || (int)answer.StatusCode >= 500) && !(AskedFor(answer, clock) > LongestWait));

    private static TimeSpan? AskedFor(HttpResponseMessage? answer, TimeProvider clock)
    {
        var asked = answer?.Headers.RetryAfter is { } header ? header.Delta ?? (header.Date - clock.GetUtcNow()) : null;
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
    }
}
