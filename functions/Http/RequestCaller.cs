using Microsoft.AspNetCore.Http;
using Trading.Control.Operators;

namespace Trading.Functions.Http;

/// <summary>Who makes a request: set at the door, before the function runs.</summary>
internal static class RequestCaller
{
    private static readonly object Key = new();
    private static readonly object StrangerKey = new();

    public static void Set(HttpContext context, Caller caller) => context.Items[Key] = caller;

    /// <summary>Notes that whoever asks may not read what the desk knows.</summary>
    public static void SetStranger(HttpContext context) => context.Items[StrangerKey] = true;

    /// <summary>Whether a route that answers anybody is asked by somebody who may not read: they are told whether the desk is well, and nothing of the account.</summary>
    public static bool IsStranger(this HttpRequest request) => request.HttpContext.Items.ContainsKey(StrangerKey);

    /// <summary>The caller of a route that takes a role; the door has let nobody else through.</summary>
    /// <exception cref="InvalidOperationException">The door was not passed.</exception>
    public static Caller Caller(this HttpRequest request) =>
        request.HttpContext.Items.TryGetValue(Key, out var found) && found is Caller caller
            ? caller
            : throw new InvalidOperationException("a route that changes something was reached without its door");

    /// <summary>Refuses a body that names somebody else as who does this: <c>operator</c>, <c>requestor</c>, <c>approver</c>. No name is the caller's own.</summary>
    /// <returns>403 <c>not_you</c>, or null when the name is the caller's.</returns>
    public static IResult? NotYou(this HttpRequest request, string? named)
    {
        var caller = request.Caller();
        return string.IsNullOrEmpty(named) || caller.IsPerson(named)
            ? null
            : Answer.Problem(StatusCodes.Status403Forbidden, "not_you", $"you are {caller.Name}: leave the name out, or write your own");
    }
}
