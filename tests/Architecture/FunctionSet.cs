using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Trading.Tests.Architecture;

/// <summary>The functions among some types, found by their attributes as the hosts find them.</summary>
internal sealed class FunctionSet(IEnumerable<Type> types)
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>The application's functions.</summary>
    public static FunctionSet Application { get; } = new(Assembly.Load("Trading.Functions").GetTypes());

    /// <summary>The methods, by name of the function.</summary>
    public IReadOnlyList<MethodInfo> All { get; } =
        [.. types.SelectMany(static type => type.GetMethods(Any)).Where(static method => Find(method) is not null).OrderBy(NameOf, StringComparer.Ordinal)];

    public IEnumerable<MethodInfo> Orchestrators => All.Where(Has<OrchestrationTriggerAttribute>);

    public IEnumerable<MethodInfo> Activities => All.Where(Has<ActivityTriggerAttribute>);

    public static string NameOf(MethodInfo function) => Find(function)!.Name;

    public static bool Has<T>(MethodInfo function)
        where T : BindingAttribute => function.GetParameters().Any(static parameter => parameter.GetCustomAttribute<T>() is not null);

    public static T? Trigger<T>(MethodInfo function)
        where T : TriggerBindingAttribute => function.GetParameters().Select(static parameter => parameter.GetCustomAttribute<T>()).FirstOrDefault(static trigger => trigger is not null);

    private static FunctionAttribute? Find(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>();
}
