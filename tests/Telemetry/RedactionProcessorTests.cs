using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;
using Trading.Operations.Alerting;
using Trading.Telemetry;

namespace Trading.Tests.Telemetry;

/// <summary>What an exporter is handed holds no secret, wherever it stood.</summary>
[Collection(nameof(Overheard))]
public sealed class RedactionProcessorTests
{
    private const string Known = "hunter2hunter2";
    private static readonly string Key = "Account" + "Key=c2VjcmV0c2VjcmV0c2VjcmV0";
    private static readonly Redaction Redaction = new([Known]);

    [Fact]
    public void Logs_lose_secrets_in_text_attributes_and_exceptions_with_all_their_causes()
    {
        var records = Logged(static logger =>
        {
            var fault = new InvalidOperationException($"outer {Key}", new AggregateException(new IOException($"inner {Known}")));
            logger.LogError(fault, "could not open {Connection} after {Tries}", Key, 3);
        });
        Assert.Contains("could not open AccountKey=[redacted] after 3", records, StringComparison.Ordinal);
        Assert.Contains("Tries=3", records, StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException: outer AccountKey=[redacted]", records, StringComparison.Ordinal);
        Assert.Contains("inner [redacted]", records, StringComparison.Ordinal);
        AssertClean(records);
    }

    [Fact]
    public void An_exception_without_a_secret_stays_itself()
    {
        var fault = new InvalidOperationException("the disk is full");
        Assert.Same(fault, RedactedException.Of(fault, Redaction));
    }

    [Fact]
    [Trait("Bug", "Pitfall15")]
    public void Spans_lose_secrets_in_name_tags_and_status()
    {
        var spans = Traced(static source =>
        {
            using var span = source.StartActivity($"call {Known}")!;
            span.SetTag("url.full", $"https://a.example/?{"si" + "g="}abcdef123456&x=1").SetTag("count", 7).SetTag("parts", new[] { "a", Known });
            span.SetStatus(ActivityStatusCode.Error, $"refused: {Key}");
        });
        Assert.Contains("count=7", spans, StringComparison.Ordinal);
        Assert.Contains("refused: AccountKey=[redacted]", spans, StringComparison.Ordinal);
        AssertClean(spans);
    }

    /// <summary>A span ends within an order, a log is written within one: what cannot be looked through is dropped, and the order goes on.</summary>
    [Fact]
    public void What_cannot_be_looked_through_breaks_no_work_and_is_not_exported()
    {
        var spans = Traced(static source =>
        {
            using var span = source.StartActivity("order")!;
            span.SetTag("symbol", new Broken());
        });
        Assert.Empty(spans);
        KeyValuePair<string, object?>[] facts = [new("what", new Broken()), new("key", Key)];
        var records = Logged(logger => logger.Log(LogLevel.Information, default, facts, null, static (_, _) => Key));
        Assert.Contains("could not be searched", records, StringComparison.Ordinal);
        AssertClean(records);
    }

    [Fact]
    public void A_span_with_a_secret_in_an_event_is_not_exported_and_one_without_is()
    {
        var spans = Traced(static source =>
        {
            using (var dirty = source.StartActivity("dirty")!)
            {
                dirty.AddException(new IOException($"no access with {Key}"));
            }

            using var clean = source.StartActivity("clean")!;
            clean.AddException(new IOException("no access"));
        });
        Assert.StartsWith("clean", spans, StringComparison.Ordinal);
        Assert.DoesNotContain("dirty", spans, StringComparison.Ordinal);
        AssertClean(spans);
    }

    private static void AssertClean(string exported)
    {
        Assert.DoesNotContain(Known, exported, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", exported, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdef123456", exported, StringComparison.Ordinal);
    }

    private static string Logged(Action<ILogger> write)
    {
        var seen = new List<string>();
        using (var services = Pipeline(builder => builder.WithLogging(logs => logs.AddProcessor(new SimpleLogRecordExportProcessor(new Exporter<LogRecord>(record =>
            seen.Add($"{record.Body} {record.FormattedMessage} {string.Join(' ', record.Attributes ?? [])} {record.Exception} {record.Exception?.Message} {record.Exception?.StackTrace}".Replace(", ", "=", StringComparison.Ordinal))))), options => options.IncludeFormattedMessage = true)))
        {
            write(services.GetRequiredService<ILoggerFactory>().CreateLogger("test"));
        }

        return string.Join('\n', seen);
    }

    private static string Traced(Action<ActivitySource> write)
    {
        var seen = new List<string>();
        using var source = new ActivitySource("Trading.Tests.Redaction");
        using (var services = Pipeline(builder => builder.WithTracing(spans => spans.AddSource(source.Name).AddProcessor(new SimpleActivityExportProcessor(new Exporter<Activity>(Take))))))
        {
            services.GetRequiredService<TracerProvider>();
            write(source);
        }

        return string.Join('\n', seen);

        // A desk that another test runs meanwhile is heard as well.
        void Take(Activity span)
        {
            if (span.Source == source)
            {
                seen.Add($"{span.DisplayName} {string.Join(' ', span.TagObjects.Select(static tag => $"{tag.Key}={tag.Value}"))} {span.StatusDescription} {string.Join(' ', span.Events.SelectMany(static each => each.Tags))}");
            }
        }
    }

    private static ServiceProvider Pipeline(Action<IOpenTelemetryBuilder> export)
    {
        var services = new ServiceCollection();
        services.AddSingleton(Redaction);
        var builder = new Builder(services);
        builder.AddDesk("1.0");
        export(builder);
        return services.BuildServiceProvider();
    }

    private sealed record Builder(IServiceCollection Services) : IOpenTelemetryBuilder;

    private sealed class Exporter<T>(Action<T> take) : BaseExporter<T>
        where T : class
    {
        public override ExportResult Export(in Batch<T> batch)
        {
            foreach (var each in batch)
            {
                take(each);
            }

            return ExportResult.Success;
        }
    }

    private sealed class Broken
    {
        public override string ToString() => throw new InvalidOperationException($"cannot be written {Known}");
    }
}
