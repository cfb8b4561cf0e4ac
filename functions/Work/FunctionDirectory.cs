using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Trading.Functions.Work;

/// <summary>A function that this program holds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>timer</c>, <c>http</c>, <c>orchestration</c> or <c>activity</c>.</param>
/// <param name="Schedule">A timer's cron expression, UTC.</param>
public sealed record KnownFunction(string Name, string Kind, string? Schedule);

/// <summary>The functions of this program, read off their attributes: what a host would find.</summary>
public static class FunctionDirectory
{
    private static readonly Lazy<IReadOnlyList<KnownFunction>> Found = new(() => [.. Read().OrderBy(function => function.Name, StringComparer.Ordinal)]);

    /// <summary>All functions, in ordinal order of their names.</summary>
    public static IReadOnlyList<KnownFunction> All => Found.Value;

    /// <summary>The program's version, with the commit where the build knew it.</summary>
    public static string Build { get; } =
        typeof(FunctionDirectory).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static IEnumerable<KnownFunction> Read() =>
        from type in typeof(FunctionDirectory).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        select Of(function.Name, method);

    private static KnownFunction Of(string name, MethodInfo method)
    {
        var triggers = method.GetParameters().SelectMany(parameter => parameter.GetCustomAttributes()).ToList();
        return triggers.OfType<TimerTriggerAttribute>().FirstOrDefault() is { } timer ? new KnownFunction(name, "timer", timer.Schedule)
            : triggers.OfType<HttpTriggerAttribute>().Any() ? new KnownFunction(name, "http", null)
            : triggers.OfType<OrchestrationTriggerAttribute>().Any() ? new KnownFunction(name, "orchestration", null)
            : new KnownFunction(name, "activity", null);
    }
}
