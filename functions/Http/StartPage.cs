using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Functions.Http.Door;
using Trading.Functions.Page;

namespace Trading.Functions.Http;

/// <summary>The operator's page. It holds no data: what it shows it reads from the routes, with the reader's own token where one is needed.</summary>
public static class StartPage
{
    /// <summary>The page.</summary>
    [Open]
    [Function("StartPage")]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = RouteTable.Root)] HttpRequest request)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = OnePage.Policy;
        headers.CacheControl = "no-cache";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        return Results.Content(OnePage.Html, "text/html; charset=utf-8");
    }
}
