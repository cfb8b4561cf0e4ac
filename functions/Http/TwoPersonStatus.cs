using Microsoft.AspNetCore.Http;
using Trading.Control.TwoPersons;

namespace Trading.Functions.Http;

/// <summary>How a request that takes two people, or its approval, is answered.</summary>
internal static class TwoPersonStatus
{
    /// <summary>The request as it stands, or the refusal as problem details.</summary>
    public static IResult Of(TwoPersonAnswer answer) => answer.Refusal is { } refusal
        ? Answer.Problem(StatusOf(refusal), refusal, answer.Sentence)
        : Answer.Json(TwoPersonView.Of(answer));

    /// <summary>The status of a refusal.</summary>
    public static int StatusOf(string refusal) => refusal switch
    {
        "unknown_request" => StatusCodes.Status404NotFound,
        "expired" => StatusCodes.Status410Gone,
        "same_person" or "wrong_role" => StatusCodes.Status403Forbidden,
        "store_down" => StatusCodes.Status503ServiceUnavailable,

        // used, newer_activation, not_active, still_asked: it is another state than they think.
        _ => StatusCodes.Status409Conflict,
    };
}
