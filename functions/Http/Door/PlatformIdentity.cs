using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trading.Control.Operators;

namespace Trading.Functions.Http.Door;

/// <summary>
/// The identity that the platform's own authentication passes on (App Service: header <c>X-MS-CLIENT-PRINCIPAL</c>, base64 of JSON with claims). The operator's name is the claim
/// that the identity provider names as the name, the role the highest of its app roles <c>viewer</c>, <c>operator</c>, <c>approver</c>. An application that asks for itself has no name:
/// it is known by its id, and whatever role it was given it may only look. Changes, and the two persons of a release, are people's.
/// </summary>
internal static class PlatformIdentity
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>The credential's label of whoever the platform let in.</summary>
    public const string Credential = "platform";

    private const int LongestName = 200;
    private static readonly string[] ApplicationClaims = ["azp", "appid"];
    private static readonly (string Word, Role Role)[] AppRoles = [("approver", Role.Approver), ("operator", Role.Operator), ("viewer", Role.Viewer)];

    /// <summary>Who it is, with a null role when the provider gave them none of ours; null when the header is missing or cannot be read.</summary>
    public static (string Name, Role? Role)? Read(HttpRequest request)
    {
        try
        {
            return request.Headers[Header] is [{ Length: > 0 } header]
                && JsonSerializer.Deserialize(Convert.FromBase64String(header), ApiJson.Default.PlatformPrincipal) is { } principal
                    ? NameIn(principal) is { } name ? (name, RoleIn(principal)) : Application(principal)
                    : null;
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            return null;
        }
    }

    private static string? NameIn(PlatformPrincipal principal) =>
        Plain(principal.Claims?.FirstOrDefault(claim => claim?.Typ is { } type && type == principal.NameTyp)?.Val);

    private static (string Name, Role? Role)? Application(PlatformPrincipal principal) =>
        Plain(principal.Claims?.FirstOrDefault(claim => ApplicationClaims.Contains(claim?.Typ))?.Val) is { } id
            ? ($"application {id}", RoleIn(principal) is null ? null : Role.Viewer)
            : null;

    private static string? Plain(string? text) => text is { Length: > 0 and <= LongestName } && !text.Any(char.IsControl) ? text : null;

    private static Role? RoleIn(PlatformPrincipal principal)
    {
        var roles = principal.Claims!.Where(claim => claim?.Typ is { } type && (type == "roles" || type == principal.RoleTyp)).Select(static claim => claim!.Val).ToList();
        foreach (var (word, role) in AppRoles)
        {
            if (roles.Contains(word, StringComparer.OrdinalIgnoreCase))
            {
                return role;
            }
        }

        return null;
    }
}
