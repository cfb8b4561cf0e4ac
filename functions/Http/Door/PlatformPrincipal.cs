using System.Text.Json.Serialization;

namespace Trading.Functions.Http.Door;

/// <summary>What the platform's header holds.</summary>
internal sealed record PlatformPrincipal(
    [property: JsonPropertyName("name_typ")] string? NameTyp, [property: JsonPropertyName("role_typ")] string? RoleTyp, [property: JsonPropertyName("claims")] IReadOnlyList<PlatformClaim?>? Claims);

/// <summary>One claim in it.</summary>
internal sealed record PlatformClaim([property: JsonPropertyName("typ")] string? Typ, [property: JsonPropertyName("val")] string? Val);
