using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Trading.Time;

namespace Trading.Tests.Architecture;

/// <summary>The rules of the official analyzers and of the hosts for any function; each gives one line for each breach.</summary>
internal static class FunctionRules
{
    /// <summary>Two functions of one name: the cloud keeps one of them.</summary>
    public static IEnumerable<string> UniqueNames(FunctionSet functions) => functions.All
        .GroupBy(FunctionSet.NameOf, StringComparer.OrdinalIgnoreCase).Where(static same => same.Count() > 1).Select(static same => $"{same.Key}: {same.Count()} functions have this name");

    /// <summary>A function is started by one thing.</summary>
    public static IEnumerable<string> OneTrigger(FunctionSet functions) => functions.All
        .Where(static function => function.GetParameters().Count(static parameter => parameter.GetCustomAttribute<TriggerBindingAttribute>() is not null) != 1)
        .Select(static function => $"{FunctionSet.NameOf(function)}: needs exactly one trigger");

    /// <summary>The platform owns the routes that start with admin or runtime; ours are spelled out and authenticated by our own middleware.</summary>
    public static IEnumerable<string> Routes(FunctionSet functions)
    {
        foreach (var function in functions.All)
        {
            if (FunctionSet.Trigger<HttpTriggerAttribute>(function) is not { } trigger)
            {
                continue;
            }

            var route = trigger.Route?.TrimStart('/');
            if (route is null)
            {
                yield return $"{FunctionSet.NameOf(function)}: spells no route";
            }
            else if (route.StartsWith("admin", StringComparison.OrdinalIgnoreCase) || route.StartsWith("runtime", StringComparison.OrdinalIgnoreCase))
            {
                yield return $"{FunctionSet.NameOf(function)}: {route} belongs to the platform";
            }

            if (trigger.AuthLevel != AuthorizationLevel.Anonymous)
            {
                yield return $"{FunctionSet.NameOf(function)}: asks for a key of the platform";
            }
        }
    }

    /// <summary>A timer has the schedule of the job it is named after.</summary>
    public static IEnumerable<string> Timers(FunctionSet functions)
    {
        foreach (var function in functions.All)
        {
            if (FunctionSet.Trigger<TimerTriggerAttribute>(function) is { } trigger
                && Jobs.All.FirstOrDefault(job => job.Name == FunctionSet.NameOf(function))?.Cron != trigger.Schedule)
            {
                yield return $"{FunctionSet.NameOf(function)}: {trigger.Schedule} is not the schedule of a job of this name";
            }
        }
    }

    /// <summary>A function calls into shared/ alone: nothing of the embedded host, so that it compiles for both.</summary>
    public static IEnumerable<string> NoHost(FunctionSet functions, Assembly host)
    {
        foreach (var function in functions.All)
        {
            foreach (var named in IlReader.ReadDeep(function, [function.Module.Assembly]))
            {
                if (named.Operand is MemberInfo member && member.Module.Assembly == host)
                {
                    yield return $"{FunctionSet.NameOf(function)}: names {member.DeclaringType ?? member}.{member.Name}";
                }
            }
        }
    }
}
