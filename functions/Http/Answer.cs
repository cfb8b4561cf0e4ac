using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using NodaTime.Text;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>How every route answers: the domain's JSON, and one clear line for what was asked wrongly.</summary>
internal static class Answer
{
    /// <summary>An answer whose type <see cref="ApiJson"/> lists.</summary>
    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) => Results.Json(value, ApiJson.Of<T>(), statusCode: status);

    /// <summary>Problem details (RFC 9457): <paramref name="code"/> names the kind, <paramref name="line"/> says what, where and what to do.</summary>
    public static IResult Problem(int status, string code, string line) =>
        Results.Json(new ProblemLine(code, ReasonPhrases.GetReasonPhrase(status), status, line), ApiJson.Of<ProblemLine>(), "application/problem+json", status);

    public static IResult Wrong(string line) => Problem(StatusCodes.Status400BadRequest, "wrong_request", line);

    /// <summary>The date in the query: yyyy-MM-dd or "today"; <paramref name="standard"/> when none is given; null when it is neither.</summary>
    public static LocalDate? DateIn(HttpRequest request, TimeProvider clock, LocalDate standard)
    {
        var text = request.Query["date"].ToString();
        return text.Length == 0 ? standard
            : text == "today" ? NewYork.DateOf(clock.Now())
            : LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value
            : null;
    }

    public const string WrongDate = "date wants yyyy-MM-dd or today, a New York date";
}

/// <summary>Problem details as every refusal answers them.</summary>
/// <param name="Type">The kind, a code such as <c>same_person</c>.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The status.</param>
/// <param name="Detail">What, where and what to do, one line.</param>
internal sealed record ProblemLine(string Type, string Title, int Status, string Detail);
