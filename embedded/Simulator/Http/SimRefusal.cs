namespace Trading.Embedded.Simulator.Http;

/// <summary>A request that is answered with an error. The codes are the broker's: the status it goes with, and a number.</summary>
internal sealed class SimRefusal(int status, int? code, string message) : Exception(message)
{
    public int Status => status;

    public int? Code => code;

    public SimAnswer ToAnswer() => SimAnswer.Error(status, code, Message);

    /// <summary>The body is not what the route takes.</summary>
    public static SimRefusal BadBody() => new(400, 40010000, "request body format is invalid");

    /// <summary>A member of the body or the query is missing or wrong.</summary>
    public static SimRefusal Invalid(string message) => new(422, 40010001, message);

    /// <summary>It could be read, but cannot be done.</summary>
    public static SimRefusal Unprocessable(string message) => new(422, 42210000, message);

    /// <summary>The account may not do it.</summary>
    public static SimRefusal Forbidden(string message) => new(403, 40310000, message);

    public static SimRefusal NotFound(string message) => new(404, 40410000, message);

    /// <summary>A request for market data that cannot be read: these errors carry no code.</summary>
    public static SimRefusal BadData(string message) => new(400, null, message);
}
