using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Trading.Control.Operators;

namespace Trading.Functions.Http.Door;

/// <summary>Who may use a function's route.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Template">The route's template, without a slash before it.</param>
/// <param name="Methods">The methods it answers, in capitals.</param>
/// <param name="Role">The least role; null for a read, and for a change that was given none.</param>
/// <param name="IsOpen">Whether it answers anybody.</param>
/// <param name="Method">The function itself.</param>
internal sealed record RouteEntry(string Function, string Template, IReadOnlyList<string> Methods, Role? Role, bool IsOpen, MethodInfo Method)
{
    public static bool Reads(string method) => method is "GET" or "HEAD";

    /// <summary>The least role for a request of this method; null when it may be made by nobody.</summary>
    public Role? RoleFor(string method) => Role ?? (Reads(method) ? Control.Operators.Role.Viewer : null);
}

/// <summary>The routes of the application, read once from its functions' attributes.</summary>
internal sealed class RouteTable
{
    /// <summary>The route of the root. The platform takes an empty route for none and calls the function by its name instead; a parameter that may only be empty is matched by nothing else.</summary>
    public const string Root = "{nothing:maxlength(0)?}";

    private readonly Dictionary<string, RouteEntry> byFunction;

    public RouteTable(IEnumerable<Type> classes)
    {
        Entries = [.. classes.SelectMany(static type => type.GetMethods()).Select(EntryOf).OfType<RouteEntry>().OrderBy(static entry => entry.Template, StringComparer.Ordinal)];
        byFunction = Entries.ToDictionary(static entry => entry.Function, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<RouteEntry> Entries { get; }

    /// <summary>The entry of a function; null when there is none, and then nobody may use it.</summary>
    public RouteEntry? Of(string function) => byFunction.GetValueOrDefault(function);

    private static RouteEntry? EntryOf(MethodInfo method)
    {
        if (method.GetCustomAttribute<FunctionAttribute>() is not { } function
            || method.GetParameters().Select(static parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(static trigger => trigger is not null) is not { } trigger)
        {
            return null;
        }

        var isOpen = method.GetCustomAttribute<OpenAttribute>() is not null;
        var methods = (trigger.Methods ?? []).Select(static each => each.ToUpperInvariant());
        return new RouteEntry(function.Name, TemplateOf(trigger.Route ?? function.Name), [.. methods], method.GetCustomAttribute<AccessAttribute>()?.Role, isOpen, method);
    }

    private static string TemplateOf(string route) => route == Root ? string.Empty : route.TrimStart('/');
}
