using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Trading.Functions.Http.Door;

/// <summary>The id under which one request is found again: the one that the caller sent in <c>X-Correlation-Id</c>, or ours. It stands in the answer and in every line that is logged meanwhile.</summary>
internal static class RequestCorrelation
{
    public const string Header = "X-Correlation-Id";

    private const int Longest = 128;

    /// <summary>Gives the answer its id and the log its scope.</summary>
    public static IDisposable? Begin(HttpContext context, ILogger logger)
    {
        var id = Sent(context.Request) ?? Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
        context.Response.Headers[Header] = id;
        return logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal) { ["correlation_id"] = id });
    }

    // What does not look like an id is not taken: it would be written into headers and logs.
    private static string? Sent(HttpRequest request) =>
        request.Headers[Header] is [{ Length: > 0 and <= Longest } id] && id.All(static sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.' or ':') ? id : null;
}
