using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;

namespace Trading.Tests.Architecture;

/// <summary>
/// What an orchestrator must not do (the official DURABLE rules): its code runs again from the start whenever something happens. Read from its
/// compiled code and from everything of ours that it calls directly.
/// </summary>
internal static class OrchestratorRules
{
    private static readonly Assembly Domain = typeof(Trading.Time.Jobs).Assembly;

    private static readonly HashSet<string> ForbiddenTypes = new(StringComparer.Ordinal)
    {
        "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Random", "System.Console", "System.IO.File", "System.IO.Directory",
        "System.Threading.Thread", "System.Threading.ThreadPool", "System.Threading.Timer", "System.Threading.PeriodicTimer", "System.Threading.SemaphoreSlim",
        "System.Threading.Tasks.TaskFactory", "System.Threading.Tasks.Parallel", "System.Net.Http.HttpClient", "NodaTime.SystemClock",
    };

    private static readonly HashSet<string> ForbiddenMembers = new(StringComparer.Ordinal)
    {
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.Environment.get_TickCount", "System.Environment.get_TickCount64",
        "System.Environment.GetEnvironmentVariable", "System.Threading.Tasks.Task.Delay", "System.Threading.Tasks.Task.Run", "System.Threading.Tasks.Task.Wait",
        "System.Threading.Tasks.Task.ContinueWith",
    };

    /// <summary>One binding, its context; the platform hands an orchestrator nothing else that it could replay.</summary>
    public static IEnumerable<string> OneBinding(FunctionSet functions) =>
        from function in functions.Orchestrators
        from parameter in function.GetParameters()
        where parameter.GetCustomAttribute<OrchestrationTriggerAttribute>() is null
            && (parameter.GetCustomAttributes<BindingAttribute>().Any() || parameter.ParameterType == typeof(CancellationToken))
        select $"{FunctionSet.NameOf(function)}: {parameter.Name} is bound beside the context";

    /// <summary>No clock, chance, thread, file or network, and no await that leaves the context's thread.</summary>
    public static IEnumerable<string> Deterministic(FunctionSet functions) =>
        from function in functions.Orchestrators
        from named in IlReader.ReadDeep(function, Scope(function))
        where named.Operand is MethodBase method && IsForbidden(method)
        select $"{FunctionSet.NameOf(function)}: {named.Where.Name} calls {Text((MethodBase)named.Operand)}";

    /// <summary>Only tasks of the context are awaited.</summary>
    public static IEnumerable<string> ContextAwaits(FunctionSet functions) =>
        from function in functions.Orchestrators
        from named in IlReader.ReadDeep(function, Scope(function))
        where named.Operand is MethodInfo method && IsTask(method.ReturnType) && !MayBeAwaited(method, Scope(function))
        select $"{FunctionSet.NameOf(function)}: {named.Where.Name} waits for {Text((MethodInfo)named.Operand)}";

    private static Assembly[] Scope(MethodInfo function) => [function.Module.Assembly, Domain];

    private static bool IsForbidden(MethodBase method) =>
        method.Name == "ConfigureAwait" || ForbiddenTypes.Contains(TypeName(method)) || ForbiddenMembers.Contains(Text(method));

    private static bool MayBeAwaited(MethodInfo method, Assembly[] scope) =>
        typeof(TaskOrchestrationContext).IsAssignableFrom(method.DeclaringType)
        || method.DeclaringType?.Namespace == "System.Runtime.CompilerServices"
        || (method.DeclaringType == typeof(Task) && method.Name is "WhenAll" or "WhenAny" or "FromResult" or "FromException" or "get_CompletedTask")
        || (scope.Contains(method.Module.Assembly) && !method.IsAbstract);

    private static bool IsTask(Type type) =>
        typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private static string TypeName(MethodBase method) =>
        method.DeclaringType is { IsGenericType: true } type ? type.GetGenericTypeDefinition().FullName! : method.DeclaringType?.FullName ?? string.Empty;

    private static string Text(MethodBase method) => $"{TypeName(method)}.{method.Name}";
}
