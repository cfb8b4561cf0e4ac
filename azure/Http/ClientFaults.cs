using System.Net;
using Polly.Timeout;
using Api = Alpaca.Markets;

namespace Trading.Adapters.Http;

/// <summary>What went wrong with a call, in one line, and whether it was certainly refused.</summary>
internal static class ClientFaults
{
    // A refusal code of the broker's own has eight digits and begins with the status, such as 40310000; without one, the status is all there is.
    private const int FirstOwnCode = 10_000;

    // Whatever is not among these may have been carried out.
    private static readonly HttpStatusCode[] Refusals =
    [
        HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed, HttpStatusCode.UnprocessableEntity, HttpStatusCode.TooManyRequests,
    ];

    /// <summary>Whether the broker said in clear words that it did not do it.</summary>
    public static bool IsRefusal(Exception fault) => StatusOf(fault) is { } status && Refusals.Contains(status);

    /// <summary>Whether the refusal is about the order and not about the key, the form of the request or the number of requests.</summary>
    public static bool IsAboutOrder(Exception fault) => StatusOf(fault) switch
    {
        HttpStatusCode.UnprocessableEntity => true,
        HttpStatusCode.Forbidden or HttpStatusCode.NotFound => IsOwnWord(fault),
        _ => false,
    };

    /// <summary>Whether the broker has nothing under that name. It says so with a code of its own; a 404 without one is of something on the way, or of another address, and tells nothing of any order.</summary>
    public static bool IsNotFound(Exception fault) => StatusOf(fault) == HttpStatusCode.NotFound && IsOwnWord(fault);

    /// <summary>Whether the client order id is taken.</summary>
    public static bool IsDuplicate(Exception fault) => IsAboutOrder(fault) && fault.Message.Contains("client_order_id must be unique", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the caller gave up, and nothing else happened.</summary>
    public static bool IsGivenUp(Exception fault, CancellationToken cancellationToken) => fault is OperationCanceledException && cancellationToken.IsCancellationRequested;

    /// <summary>One line.</summary>
    public static string Words(Exception fault) => fault switch
    {
        Api.RestClientErrorException { HttpStatusCode: HttpStatusCode.TooManyRequests } => "too many requests (429)",
        Api.RestClientErrorException { HttpStatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } when !IsAboutOrder(fault) =>
            $"the key was not accepted ({(int)StatusOf(fault)!}): look at APCA_API_KEY_ID, APCA_API_SECRET_KEY and TRADING_BROKER_URL",
        Api.RestClientErrorException { HttpStatusCode: { } status } => $"{OneLine(fault.Message)} ({(int)status})",
        TimeoutRejectedException => "no answer in time, tried again and again",
        _ => OneLine(fault.Message),
    };

    private static bool IsOwnWord(Exception fault) => ((Api.RestClientErrorException)fault).ErrorCode >= FirstOwnCode;

    private static HttpStatusCode? StatusOf(Exception fault) => (fault as Api.RestClientErrorException)?.HttpStatusCode;

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
