using Microsoft.AspNetCore.Http;
using NodaTime;
using NodaTime.Text;
using Trading.Storage;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>How every route answers: the domain's JSON, and one clear line for what was asked wrongly.</summary>
internal static class Answer
{
    public static IResult Json(object value, int status = StatusCodes.Status200OK) => Results.Json(value, TradingJson.Options, statusCode: status);

    public static IResult Wrong(string line) => Json(new { Error = line }, StatusCodes.Status400BadRequest);

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
