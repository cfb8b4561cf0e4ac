using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Functions.Http.Door;
using Trading.Storage;

namespace Trading.Functions.Http.OpenApi;

/// <summary>What there is to ask.</summary>
public static class OpenApiFunction
{
    private static readonly Lazy<string> Document =
        new(static () => new OpenApiDocument(new RouteTable(typeof(OpenApiFunction).Assembly.GetTypes())).Write().ToJsonString(TradingJson.Options));

    /// <summary>This description of all routes, OpenAPI 3.1.</summary>
    [Function("OpenApi")]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request) =>
        Results.Text(Document.Value, "application/json", Encoding.UTF8);
}
