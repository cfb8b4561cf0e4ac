using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Trading.Tests.Architecture;

/// <summary>What goes in and out of orchestrations and activities survives the worker's JSON.</summary>
internal static class PayloadRules
{
    // The worker's serializer: PascalCase, enums as numbers, names read in any case.
    private static readonly JsonSerializerOptions Worker = new() { PropertyNameCaseInsensitive = true };

    /// <summary>The payload types of some functions: activities' inputs and results, and what orchestrators read, call, wait for and return.</summary>
    public static IReadOnlyList<Type> TypesOf(FunctionSet functions) =>
    [
        .. functions.Activities.Select(static activity => activity.GetParameters().Single(static parameter => parameter.GetCustomAttribute<ActivityTriggerAttribute>() is not null).ParameterType)
            .Concat(functions.Activities.Concat(functions.Orchestrators).Select(static function => function.ReturnType).Select(Unwrap))
            .Concat(functions.Orchestrators.SelectMany(Named))
            .Where(static type => type != typeof(void) && type != typeof(Task) && type != typeof(object))
            .Distinct().OrderBy(static type => type.FullName, StringComparer.Ordinal),
    ];

    /// <summary>Breaches among payload types: a member of a type that JSON loses, or a value that comes back different.</summary>
    public static IEnumerable<string> RoundTrip(IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            if (PayloadSamples.Foreign(type) is { } foreign)
            {
                yield return $"{type.Name}: {foreign} is no payload";
                continue;
            }

            var sample = PayloadSamples.Of(type);
            var json = JsonSerializer.Serialize(sample, type, Worker);
            var again = JsonSerializer.Deserialize(json, type, Worker);
            if (!PayloadSamples.Same(sample, again))
            {
                yield return $"{type.Name}: {json} is not what comes back";
            }
        }
    }

    private static IEnumerable<Type> Named(MethodInfo orchestrator) =>
        from named in IlReader.ReadDeep(orchestrator, [orchestrator.Module.Assembly])
        let called = named.Operand as MethodInfo
        where called is { IsGenericMethod: true } && typeof(TaskOrchestrationContext).IsAssignableFrom(called.DeclaringType)
        from argument in called.GetGenericArguments()
        select argument;

    private static Type Unwrap(Type type) => type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Task<>) ? type.GetGenericArguments()[0] : type;
}
