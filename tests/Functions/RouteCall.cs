using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trading.Control.Operators;
using Trading.Functions.Http;

namespace Trading.Tests.Functions;

/// <summary>A request that has passed the door, straight to its function.</summary>
internal static class RouteCall
{
    /// <summary>The status and the answer as JSON.</summary>
    public static async Task<(int Status, JsonElement Json)> AskAsync(Func<HttpRequest, CancellationToken, Task<IResult>> route, Caller by, string body)
    {
        var context = new DefaultHttpContext();
        RequestCaller.Set(context, by);
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        var answer = await route(context.Request, default);
        return ((answer as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK, JsonSerializer.SerializeToElement(((IValueHttpResult)answer).Value, ApiJson.Api));
    }
}
