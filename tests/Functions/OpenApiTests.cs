using System.Text.Json.Nodes;
using Trading.Functions.Http;
using Trading.Functions.Http.Door;
using Trading.Functions.Http.OpenApi;

namespace Trading.Tests.Functions;

/// <summary>The description names every route, with all that it says of them, and every reference in it leads somewhere.</summary>
public sealed class OpenApiTests
{
    private static readonly RouteTable Routes = new(typeof(ApiJson).Assembly.GetTypes());
    private static readonly JsonObject Document = JsonNode.Parse(new OpenApiDocument(Routes).Write().ToJsonString())!.AsObject();

    [Fact]
    public void It_is_OpenAPI_3_1()
    {
        Assert.Equal("3.1.0", (string?)Document["openapi"]);
        Assert.All(["title", "version"], member => Assert.NotNull(Document["info"]![member]));
        Assert.All(Document["paths"]!.AsObject(), static path => Assert.StartsWith("/", path.Key, StringComparison.Ordinal));
        Assert.Equal("bearer", (string?)Document["components"]!["securitySchemes"]!["token"]!["scheme"]);
    }

    [Fact]
    public void Every_route_is_in_it_under_each_of_its_methods_with_a_summary()
    {
        Assert.NotEmpty(Routes.Entries);
        foreach (var route in Routes.Entries)
        {
            var path = Document["paths"]![$"/{route.Template}"];
            Assert.All(route.Methods, method =>
            {
                var operation = path?[method.ToLowerInvariant()];
                Assert.True(operation is not null, $"{method} {route.Template} is missing");
                Assert.True(operation["summary"] is not null, $"{route.Function} has no summary");
                Assert.NotNull(operation["responses"]!["200"]);
            });
        }
    }

    [Fact]
    public void Operation_ids_are_unique()
    {
        var ids = Operations().Select(static operation => (string?)operation["operationId"]).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Every_reference_leads_to_a_schema_that_is_an_object()
    {
        var names = References(Document).Distinct(StringComparer.Ordinal).ToList();
        Assert.Contains("#/components/schemas/ProblemLine", names);
        Assert.All(names, name => Assert.Equal("object", (string?)Document["components"]!["schemas"]![name.Split('/')[^1]]!["type"]));
    }

    [Fact]
    public void Parameters_in_the_path_are_declared() =>
        Assert.All(Routes.Entries.Where(static route => route.Template.Contains('{', StringComparison.Ordinal)), static route =>
        {
            var operation = Document["paths"]![$"/{route.Template}"]!.AsObject().First().Value!;
            Assert.Contains(operation["parameters"]!.AsArray(), static parameter => (string?)parameter!["in"] == "path" && (bool)parameter["required"]!);
        });

    [Fact]
    public void Instants_dates_and_prices_have_their_form()
    {
        var status = Document["components"]!["schemas"]!["SystemStatus"]!["properties"]!;
        Assert.Equal("date", (string?)status["trading_date"]!["format"]);
        Assert.Contains("date-time", status["last_cycle_at"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("number", (string?)Document["components"]!["schemas"]!["PositionLine"]!["properties"]!["averagePrice"]!["type"]);
    }

    private static IEnumerable<JsonNode> Operations() => Document["paths"]!.AsObject().SelectMany(static path => path.Value!.AsObject()).Select(static operation => operation.Value!);

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(static member => member is { Key: "$ref", Value: JsonValue target } ? [target.GetValue<string>()] : References(member.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}
