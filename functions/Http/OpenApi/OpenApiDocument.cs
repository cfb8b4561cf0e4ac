using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Trading.Functions.Http.Door;

namespace Trading.Functions.Http.OpenApi;

/// <summary>The description of all routes, OpenAPI 3.1, made of the functions' own attributes and comments.</summary>
internal sealed partial class OpenApiDocument(RouteTable routes)
{
    private readonly SchemaBook schemas = new();
    private readonly DocComments comments = new(typeof(OpenApiDocument).Assembly);

    public JsonObject Write()
    {
        var paths = new JsonObject();
        foreach (var sameRoute in routes.Entries.GroupBy(static entry => entry.Template))
        {
            paths[$"/{InBraces().Replace(sameRoute.Key, "{${name}}")}"] = new JsonObject(
                from entry in sameRoute
                from method in entry.Methods
                select KeyValuePair.Create(method.ToLowerInvariant(), (JsonNode?)Operation(entry, method)));
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "TradingFunctions", ["version"] = "1", ["description"] = "Instants are UTC, dates New York, money US dollars. Members without a value are left out." },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.ToJson(),
                ["securitySchemes"] = new JsonObject { ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "The token that operator add printed." } },
            },
        };
    }

    private JsonObject Operation(RouteEntry entry, string method)
    {
        var operation = new JsonObject { ["operationId"] = entry.Methods.Count == 1 ? entry.Function : $"{entry.Function}_{method}" };
        if (comments.Of(entry.Method) is { } summary)
        {
            operation["summary"] = summary;
        }

        operation["description"] = AccessOf(entry, method);
        operation["security"] = entry.IsOpen ? new JsonArray() : new JsonArray(new JsonObject { ["token"] = new JsonArray() });
        operation["parameters"] = new JsonArray([.. Parameters(entry)]);
        if (!RouteEntry.Reads(method) && entry.Method.GetCustomAttribute<ReadsAttribute>() is { } body)
        {
            operation["requestBody"] = new JsonObject { ["content"] = Content("application/json", schemas.Refer(body.Type)) };
        }

        operation["responses"] = Responses(entry);
        return operation;
    }

    private static string AccessOf(RouteEntry entry, string method) =>
        entry.IsOpen ? "Answers anybody."
        : entry.RoleFor(method) is not { } role ? "Nobody may use it."
        : entry.Role is null ? $"Takes the role {role}, and nothing on the desk's own machine."
        : $"Takes the role {role}.";

    private static IEnumerable<JsonNode> Parameters(RouteEntry entry)
    {
        foreach (Match match in InBraces().Matches(entry.Template))
        {
            yield return Parameter("path", match.Groups["name"].Value, description: null, "string");
        }

        foreach (var query in entry.Method.GetCustomAttributes<QueryAttribute>())
        {
            yield return Parameter("query", query.Name, query.Description, "string");
        }

        if (entry.Method.GetCustomAttribute<PagedAttribute>() is not null)
        {
            yield return Parameter("query", "limit", $"The most items, 1 to {Page.Most}; {Page.Standard} when left out.", "integer");
            yield return Parameter("query", "after", "The next of the answer before; the first page when left out.", "string");
        }
    }

    private static JsonObject Parameter(string place, string name, string? description, string type)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["required"] = place == "path", ["schema"] = new JsonObject { ["type"] = type } };
        if (description is not null)
        {
            parameter["description"] = description;
        }

        return parameter;
    }

    private JsonObject Responses(RouteEntry entry)
    {
        var done = new JsonObject { ["description"] = "Done." };
        if (entry.Method.GetCustomAttribute<AnswersAttribute>() is { } answer)
        {
            done["content"] = Content("application/json", schemas.Refer(answer.Type));
        }

        var refused = new JsonObject { ["description"] = "Refused; type says why as a code.", ["content"] = Content("application/problem+json", schemas.Refer(typeof(ProblemLine))) };
        return new JsonObject { ["200"] = done, ["default"] = refused };
    }

    private static JsonObject Content(string type, JsonObject schema) => new() { [type] = new JsonObject { ["schema"] = schema } };

    [GeneratedRegex(@"\{\*?(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InBraces();
}
