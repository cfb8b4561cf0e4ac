using Azure;
using Azure.Identity;
using Trading.Storage;

namespace Trading.Adapters.Storage;

/// <summary>What the service says no with, and which of it is worth another try.</summary>
internal static class StoreFaults
{
    /// <summary>Whether the same call may go through a moment later: no connection, no answer in time, too busy.</summary>
    public static bool IsPassing(Exception fault) => fault
        is RequestFailedException { Status: 0 or 408 or 429 or 500 or 502 or 503 or 504 }
        or IOException or HttpRequestException or TimeoutException or OperationCanceledException;

    /// <summary>Whether it is the service or the way to it that failed, and not this program.</summary>
    public static bool IsService(Exception fault) =>
        fault is RequestFailedException or AuthenticationFailedException or AggregateException || IsPassing(fault);

    /// <summary>The fault in one line. What the service wrote is left out: it has many lines, and may repeat what it was sent.</summary>
    public static StorageException Of(string what, Exception fault) => new($"{what}: {Sentence(fault)}");

    /// <summary>Whether there is no such table or container.</summary>
    public static bool IsHomeMissing(RequestFailedException fault) => fault.ErrorCode is "TableNotFound" or "ContainerNotFound";

    private static string Sentence(Exception fault) => fault switch
    {
        RequestFailedException { Status: 0 } or HttpRequestException or IOException or AggregateException => $"no connection to the store ({FirstLine(fault.GetBaseException().Message)})",
        RequestFailedException { Status: 401 or 403 } no => $"the store refused this identity ({Answer(no)}): it needs the roles Storage Table Data Contributor and Storage Blob Data Contributor",
        RequestFailedException no => $"the store answered {Answer(no)}",
        AuthenticationFailedException => "there is no identity to ask the store with: give the process a managed identity (AZURE_CLIENT_ID names a user-assigned one), or sign in with 'az login'",
        _ => "the store did not answer in time",
    };

    private static string Answer(RequestFailedException fault) =>
        string.Join(' ', new[] { $"{fault.Status}", fault.ErrorCode, fault.GetRawResponse()?.Headers.RequestId is { } id ? $"to request {id}" : null }.OfType<string>());

    private static string FirstLine(string text) => text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? text[..end] : text;
}
