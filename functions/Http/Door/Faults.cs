using Microsoft.AspNetCore.Http;
using Trading.Brokers;
using Trading.Storage;

namespace Trading.Functions.Http.Door;

/// <summary>What a function threw, as an answer: one line and no stack.</summary>
internal static class Faults
{
    public static IResult Answer(string function, Exception fault) => fault switch
    {
        BadHttpRequestException bad => Http.Answer.Problem(bad.StatusCode, CodeOf(bad.StatusCode), OneLine(bad.Message)),
        StorageException => Http.Answer.Problem(StatusCodes.Status503ServiceUnavailable, "store_down", $"the store could not answer: {OneLine(fault.Message)}"),
        BrokerException => Http.Answer.Problem(StatusCodes.Status503ServiceUnavailable, "broker_down", $"the broker could not answer: {OneLine(fault.Message)}"),

        // What else an exception says was not written for whoever asks.
        _ => Http.Answer.Problem(StatusCodes.Status500InternalServerError, "failed", $"{function} failed: {fault.GetType().Name}; the log says more"),
    };

    /// <summary>What a request gets whose path or method no function answers.</summary>
    public static IResult Unmatched(HttpContext context) => context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed
        ? Http.Answer.Problem(StatusCodes.Status405MethodNotAllowed, "wrong_method", $"{context.Request.Path} does not answer {context.Request.Method}")
        : Http.Answer.Problem(StatusCodes.Status404NotFound, "unknown", $"there is no {context.Request.Path}: api/openapi.json lists what there is");

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => "too_large",
        StatusCodes.Status408RequestTimeout => "too_slow",
        _ => "wrong_request",
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
