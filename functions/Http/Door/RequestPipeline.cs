using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Trading.Functions.Http.Door;

/// <summary>What happens around every function that answers a request, on either host: the door before it; afterwards faults become problem details and refusals are journalled.</summary>
internal sealed class RequestPipeline(RequestDoor door, RouteTable routes, RefusalLog refusals, Snapshots snapshots, ILogger<RequestPipeline> logger)
{
    /// <summary>Answers one request.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="context">The request.</param>
    /// <param name="next">Runs the function.</param>
    /// <returns>What is to be sent.</returns>
    public async Task<IResult> AnswerAsync(string function, HttpContext context, Func<Task<IResult?>> next)
    {
        using var correlation = RequestCorrelation.Begin(context, logger);
        Protect(context.Response);
        await refusals.SettleAsync();
        var admission = new Admission(null, null);
        IResult answer;
        try
        {
            admission = await door.AdmitAsync(function, context.Request, context.RequestAborted);
            answer = admission.Refusal is { } refusal ? Refuse(context, refusal) : await PassAsync(context, admission, next);
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
        {
            answer = Faults.Answer(function, fault);
        }

        await JournalAsync(function, context.Request, admission, answer);
        return answer;
    }

    private async Task<IResult> PassAsync(HttpContext context, Admission admission, Func<Task<IResult?>> next)
    {
        if (admission.Caller is { } caller)
        {
            RequestCaller.Set(context, caller);
        }

        if (admission.IsStranger)
        {
            RequestCaller.SetStranger(context);
        }

        try
        {
            return await next() ?? Results.NoContent();
        }
        finally
        {
            if (!RouteEntry.Reads(context.Request.Method))
            {
                snapshots.Forget();
            }
        }
    }

    private static IResult Refuse(HttpContext context, Refusal refusal)
    {
        if (refusal.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        if (refusal.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString();
        }

        return Answer.Problem(refusal.Status, refusal.Code, refusal.Line);
    }

    // What a desk knows is kept by no cache and guessed into no other type.
    private static void Protect(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
    }

    // A read that was asked wrongly is nobody's business; whoever was not let in, and every change that did not happen, is.
    private async ValueTask JournalAsync(string function, HttpRequest request, Admission admission, IResult answer)
    {
        var problem = (answer as IValueHttpResult)?.Value as ProblemLine;
        if (problem is null || (admission.Refusal is null && RouteEntry.Reads(request.Method)))
        {
            return;
        }

        var (from, caller) = (RequestOrigin.KindOf(request), admission.Caller);
        await refusals.AddAsync(new RefusedRequest(
            function, routes.Of(function)?.Template ?? function, request.Method, problem.Status, problem.Type, from, caller?.Name, caller?.Credential));
    }
}
