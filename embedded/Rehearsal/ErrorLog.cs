using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Trading.Embedded.Rehearsal;

/// <summary>Logs one line an entry on standard error, so that standard output stays the report's alone.</summary>
/// <param name="clean">Takes secrets out of a line.</param>
internal sealed class ErrorLog(Func<string, string> clean) : ILoggerProvider
{
    // What the web server cannot do, it throws as well: one line is enough.
    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("Microsoft.", StringComparison.Ordinal) ? NullLogger.Instance : new Lines(categoryName, clean);

    public void Dispose()
    {
    }

    private sealed class Lines(string category, Func<string, string> clean) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                var fault = exception is null ? string.Empty : $": {exception.Message}";
                Console.Error.WriteLine(clean($"{logLevel} {category} {formatter(state, exception)}{fault}").ReplaceLineEndings(" "));
            }
        }
    }
}
