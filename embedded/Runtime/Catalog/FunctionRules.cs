using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;
using Trading.Embedded.Runtime.Timers;

namespace Trading.Embedded.Runtime.Catalog;

/// <summary>What the platform, or this host, would refuse in a function's declaration.</summary>
internal static class FunctionRules
{
    public static IEnumerable<string> Check(string name, FunctionKind kind, MethodInfo method, ParameterInfo trigger, TriggerBindingAttribute attribute)
    {
        if (!IsName(name))
        {
            yield return "its name is not a letter and up to 126 letters, digits, '-' or '_'";
        }

        if (TypeFor(kind) is { } needed && trigger.ParameterType != needed)
        {
            yield return $"its trigger is not a {needed.Name}";
        }

        if (!ReturnsWell(kind, method.ReturnType))
        {
            yield return kind == FunctionKind.Http ? "it returns no IResult" : "it returns a ValueTask, which is read only once";
        }

        var fault = attribute switch
        {
            TimerTriggerAttribute timer => Cron.FaultOf(timer.Schedule),
            HttpTriggerAttribute http => FaultOf(http),
            _ => null,
        };
        if (fault is not null)
        {
            yield return fault;
        }
    }

    /// <summary>Whether a route's template has a parameter of this name.</summary>
    public static bool RouteHas(string route, string parameter) =>
        route.Split('{').Skip(1).Any(part => part.TrimStart('*').Split('}', ':', '?', '=')[0].Equals(parameter, StringComparison.OrdinalIgnoreCase));

    private static Type? TypeFor(FunctionKind kind) => kind switch
    {
        FunctionKind.Timer => typeof(TimerInfo),
        FunctionKind.Http => typeof(HttpRequest),
        FunctionKind.Orchestration => typeof(TaskOrchestrationContext),
        _ => null,
    };

    private static bool ReturnsWell(FunctionKind kind, Type type)
    {
        var value = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) ? type.GetGenericArguments()[0] : type;
        return kind == FunctionKind.Http ? typeof(IResult).IsAssignableFrom(value) : !value.Name.StartsWith("ValueTask", StringComparison.Ordinal);
    }

    // A key that only the cloud would ask for is a door that stands open here.
    private static string? FaultOf(HttpTriggerAttribute http)
    {
        if (http.AuthLevel != AuthorizationLevel.Anonymous)
        {
            return $"its authorization level is {http.AuthLevel}, and only Anonymous means the same on both hosts";
        }

        var first = (http.Route ?? string.Empty).TrimStart('/').Split('/')[0];
        return first is "admin" or "runtime" ? $"its route begins with {first}, which the platform keeps for itself" : null;
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and < 128 && char.IsAsciiLetter(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}
