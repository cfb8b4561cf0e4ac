using Microsoft.AspNetCore.Http;

namespace Trading.Embedded.Runtime.Http;

/// <summary>What stands around the functions that answer requests. It comes from the composition root: this host knows neither operators nor the form of a refusal.</summary>
/// <param name="AnswerAsync">Answers one request: given the function's name, the request, and what runs the function; gives what is to be sent.</param>
/// <param name="Unmatched">What a request is sent whose path or method no function answers; the response already has its status.</param>
public sealed record HttpGuard(Func<string, HttpContext, Func<Task<IResult?>>, Task<IResult>> AnswerAsync, Func<HttpContext, IResult> Unmatched);
