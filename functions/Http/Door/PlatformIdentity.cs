using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trading.Control.Operators;

namespace Trading.Functions.Http.Door;

/// <summary>
/// The identity that the platform's own authentication passes on (App Service: header <c>X-MS-CLIENT-PRINCIPAL</c>, base64 of JSON with claims). The operator's name is the user name
/// (claim <c>preferred_username</c>), which every token of a person carries alike; where there is none, the claim that the identity provider names as the name, which may be an address
/// that one token has and another lacks: one person under two names would be two persons. The role is the highest of its app roles <c>viewer</c>, <c>operator</c>, <c>approver</c>. An application that asks for itself has no name:
/// it is known by its id, and whatever role it was given it may only look. Changes, and the two persons of a release, are people's.
/// </summary>
internal static class PlatformIdentity
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>The credential's label of whoever the platform let in.</summary>
    public const string Credential = "platform";

    private const int LongestName = 200;
    private const string UserName = "preferred_username";
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

    private static string? NameIn(PlatformPrincipal principal) => Claim(principal, UserName) ?? Claim(principal, principal.NameTyp);

    private static (string Name, Role? Role)? Application(PlatformPrincipal principal) =>
        ApplicationClaims.Select(type => Claim(principal, type)).FirstOrDefault(id => id is not null) is { } application
            ? ($"application {application}", RoleIn(principal) is null ? null : Role.Viewer)
            : null;

    private static string? Claim(PlatformPrincipal principal, string? type) =>
        type is not null && principal.Claims?.FirstOrDefault(claim => claim?.Typ == type)?.Val is { Length: > 0 and <= LongestName } text && !text.Any(char.IsControl) ? text : null;

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
