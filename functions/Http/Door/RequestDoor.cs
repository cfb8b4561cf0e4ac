using Microsoft.AspNetCore.Http;
using Trading.Control.Operators;

namespace Trading.Functions.Http.Door;

/// <summary>
/// Who may pass, decided by the function's name before it runs and before a body is looked at. Reads are open to a person on this machine; everything else takes a token, or an
/// identity that the platform vouches for, of the role that the route asks.
/// </summary>
internal sealed class RequestDoor(RouteTable routes, OperatorBook operators, FailedAttempts attempts, DoorOptions options)
{
    private const string NobodyYet =
        "there is no operator yet, so nothing can be changed and reads are open on this machine alone: stop the desk and add one with the verb operator add NAME --role operator --state FOLDER";

    private const string NobodyInTheStore = "there is no operator yet, so nothing can be read or changed: add one to the store with the verb operator add NAME --role operator --store azure";

    private const string Bearer = "Bearer ";

    /// <exception cref="Storage.StorageException">The operators could not be read: whoever cannot be looked up is nobody.</exception>
    public async ValueTask<Admission> AdmitAsync(string function, HttpRequest request, CancellationToken cancellationToken)
    {
        var route = routes.Of(function);
        if (route is { IsOpen: true })
        {
            return new Admission(null, null) { IsStranger = !await MayReadAsync(request, cancellationToken) };
        }

        var shown = await IdentifyAsync(request, options.PlatformAuthenticates, cancellationToken);
        if (shown.Refusal is not null)
        {
            return shown;
        }

        var needed = route?.RoleFor(request.Method);
        return shown.Caller is { } caller ? Judge(caller, needed)
            : needed == Role.Viewer && route!.Role is null && IsPersonHere(request) ? shown
            : await NobodyAsync(cancellationToken);
    }

    private bool IsPersonHere(HttpRequest request) => options.LoopbackIsPerson && RequestOrigin.IsThisMachine(request);

    // A route that answers anybody answers while the operators cannot be read, too. The platform lets anybody through to it, so what a header there says of the caller may be the caller's own word.
    private async ValueTask<bool> MayReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return IsPersonHere(request) || await IdentifyAsync(request, isVouchedFor: false, cancellationToken) is { Refusal: null, Caller: not null };
        }
        catch (Storage.StorageException)
        {
            return false;
        }
    }

    private static Admission Judge(Caller caller, Role? needed) => new(
        caller,
        needed is null ? new Refusal(StatusCodes.Status403Forbidden, "wrong_role", "this route was given no role, so nobody may use it")
            : caller.Role < needed ? new Refusal(StatusCodes.Status403Forbidden, "wrong_role", $"{caller.Name} is {caller.Role}: this takes the role {needed}")
            : null);

    private async ValueTask<Admission> IdentifyAsync(HttpRequest request, bool isVouchedFor, CancellationToken cancellationToken)
    {
        // The platform reads the same header for its own tokens: what is no token of ours there says nothing about who it is.
        var platform = isVouchedFor ? PlatformIdentity.Read(request) : null;
        if (request.Headers.Authorization is [{ Length: > 0 } header] && (platform is null || TokenIn(header) is not null))
        {
            return await FromTokenAsync(TokenIn(header), request, cancellationToken);
        }

        return platform is { } identity ? FromPlatform(identity.Name, identity.Role, request) : new Admission(null, null);
    }

    private static byte[]? TokenIn(string header) =>
        header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? OperatorToken.Read(header.AsSpan(Bearer.Length).Trim()) : null;

    private async ValueTask<Admission> FromTokenAsync(byte[]? token, HttpRequest request, CancellationToken cancellationToken)
    {
        if (token is not null && await operators.FindAsync(token, cancellationToken) is { } caller)
        {
            return new Admission(caller, null);
        }

        var wait = attempts.Fail(RequestOrigin.CountedAs(request));
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        return new Admission(null, seconds > 0
            ? new Refusal(StatusCodes.Status429TooManyRequests, "too_many_attempts", $"too many wrong tokens from this address: try again in {seconds} s", seconds)
            : new Refusal(StatusCodes.Status401Unauthorized, "unauthenticated", "no operator has this token: send Authorization: Bearer and the token that operator add printed"));
    }

    private static Admission FromPlatform(string name, Role? role, HttpRequest request)
    {
        var caller = new Caller(name, role ?? default, PlatformIdentity.Credential);
        var refusal = role is null ? "the identity provider gave you none of the app roles viewer, operator, approver"
            : !RouteEntry.Reads(request.Method) && RequestOrigin.IsCrossSite(request) ? "a page of another site may not change anything in your name"
            : null;
        return new Admission(caller, refusal is null ? null : new Refusal(StatusCodes.Status403Forbidden, role is null ? "wrong_role" : "cross_site", refusal));
    }

    private async ValueTask<Admission> NobodyAsync(CancellationToken cancellationToken)
    {
        var hasOperators = options.PlatformAuthenticates || (await operators.ListAsync(cancellationToken)).Count > 0;
        return new Admission(null, new Refusal(
            StatusCodes.Status401Unauthorized, "unauthenticated", hasOperators
                ? "this takes a token: send Authorization: Bearer and the token of an operator"
                : options.LoopbackIsPerson ? NobodyYet : NobodyInTheStore));
    }
}
