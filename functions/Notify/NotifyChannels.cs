using Polly;
using Polly.Retry;
using Polly.Timeout;
using Trading.Operations.Alerting;

namespace Trading.Functions.Notify;

/// <summary>The ways to people that the settings give, each behind the same patience: ten seconds in all, two more tries where a second try may help.</summary>
internal static class NotifyChannels
{
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);

    public static IReadOnlyList<IAlertChannel> Of(NotifySettings settings, TimeProvider clock)
    {
        var channels = new List<IAlertChannel>();
        if (settings.Webhook is not null)
        {
            channels.Add(new WebhookChannel(settings, Patience(WebhookChannel.IsTransient, MostTime, clock)));
        }

        if (settings.MailHost is not null)
        {
            channels.Add(new MailChannel(settings, Patience(MailChannel.IsTransient, MostTime, clock)));
        }

        return channels;
    }

    internal static ResiliencePipeline Patience(Func<Exception, bool> isTransient, TimeSpan most, TimeProvider clock) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = most })
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromMilliseconds(500),
                BackoffType = DelayBackoffType.Exponential,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } fault && isTransient(fault)),
            })
            .Build();
}
