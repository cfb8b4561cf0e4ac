using Trading.Operations.Alerting;

namespace Trading.Telemetry;

/// <summary>Stands for an exception whose text held a secret: its type, message and stack as text, without the secret.</summary>
internal sealed class RedactedException : Exception
{
    private readonly string text;

    private RedactedException(string message, string? stack, string text)
        : base(message) => (StackTrace, this.text) = (stack, text);

    /// <inheritdoc/>
    public override string? StackTrace { get; }

    /// <summary>The exception itself when nothing has to be taken out of it or of what caused it.</summary>
    public static Exception Of(Exception fault, Redaction redaction)
    {
        var whole = fault.ToString();
        var clean = redaction.Clean(whole);
        return clean == whole
            ? fault
            : new RedactedException($"{fault.GetType().FullName}: {redaction.Clean(fault.Message)}", fault.StackTrace is { } stack ? redaction.Clean(stack) : null, clean);
    }

    /// <inheritdoc/>
    public override string ToString() => text;
}
