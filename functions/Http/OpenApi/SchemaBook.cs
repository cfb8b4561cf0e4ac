using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using Trading.Market;

namespace Trading.Functions.Http.OpenApi;

/// <summary>The schemas of the types that routes answer and read, each once, under the type's name.</summary>
internal sealed class SchemaBook
{
    private readonly SortedDictionary<string, JsonNode?> schemas = new(StringComparer.Ordinal);
    private readonly JsonSchemaExporterOptions options;

    public SchemaBook() => options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform };

    /// <summary>A reference to a type's schema, which is added when it is new.</summary>
    public JsonObject Refer(Type type)
    {
        var name = NameOf(type);
        if (!schemas.ContainsKey(name))
        {
            schemas[name] = null;
            schemas[name] = ApiJson.Api.GetJsonSchemaAsNode(type, options);
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    /// <summary>All schemas, by name.</summary>
    public JsonObject ToJson() => new(schemas.Select(static each => KeyValuePair.Create(each.Key, each.Value)));

    private static string NameOf(Type type) => type.IsGenericType ? $"{type.Name.Split('`')[0]}Of{string.Concat(type.GetGenericArguments().Select(NameOf))}" : type.IsArray ? $"{NameOf(type.GetElementType()!)}List" : type.Name;

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema) =>
        Known(Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type) is { } known ? Maybe(known, schema)
        : context.Path.Length > 0 && context.TypeInfo.Kind == JsonTypeInfoKind.Object ? Maybe(Refer(context.TypeInfo.Type), schema)
        : schema;

    // What our own converters write says nothing about its form.
    private static JsonObject? Known(Type type) =>
        type == typeof(Instant) ? new JsonObject { ["type"] = "string", ["format"] = "date-time" }
        : type == typeof(LocalDate) ? new JsonObject { ["type"] = "string", ["format"] = "date" }
        : type == typeof(Symbol) ? new JsonObject { ["type"] = "string" }
        : type == typeof(Price) || type == typeof(Quantity) ? new JsonObject { ["type"] = "number" }
        : null;

    private static JsonObject Maybe(JsonObject schema, JsonNode was) =>
        was is JsonObject { } old && old["type"] is JsonArray types && types.Any(static type => (string?)type == "null")
            ? new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) }
            : schema;
}
