using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask.Client;
using Trading.Embedded.Runtime.Durable;

namespace Trading.Embedded.Runtime.Catalog;

/// <summary>Reads one method's attributes: what starts it, and where each parameter comes from.</summary>
internal static class FunctionBinder
{
    /// <summary>The function, or null when it has faults, which are added to <paramref name="faults"/>.</summary>
    public static FunctionDescriptor? Bind(string name, MethodInfo method, List<string> faults)
    {
        var found = new List<string>();
        var triggers = method.GetParameters().Where(parameter => parameter.GetCustomAttribute<TriggerBindingAttribute>() is not null).ToArray();
        if (triggers.Length != 1)
        {
            faults.Add($"{name}: has {triggers.Length} triggers, not one");
            return null;
        }

        var attribute = triggers[0].GetCustomAttribute<TriggerBindingAttribute>()!;
        var kind = KindOf(attribute);
        var bindings = method.GetParameters().Select(parameter => SourceOf(parameter, kind, attribute, found)).ToArray();
        found.AddRange(FunctionRules.Check(name, kind, method, triggers[0], attribute));
        faults.AddRange(found.Select(fault => $"{name}: {fault}"));
        return found.Count == 0 ? new FunctionDescriptor(name, kind, method, triggers[0], attribute, bindings) : null;
    }

    private static FunctionKind KindOf(TriggerBindingAttribute attribute) => attribute switch
    {
        TimerTriggerAttribute => FunctionKind.Timer,
        HttpTriggerAttribute => FunctionKind.Http,
        OrchestrationTriggerAttribute => FunctionKind.Orchestration,
        _ => FunctionKind.Activity,
    };

    private static Func<Invocation, object?> SourceOf(ParameterInfo parameter, FunctionKind kind, TriggerBindingAttribute attribute, List<string> faults)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<TriggerBindingAttribute>() is not null)
        {
            return kind == FunctionKind.Activity
                ? invocation => PayloadConverter.Instance.Deserialize((string?)invocation.Trigger, type)
                : static invocation => invocation.Trigger;
        }

        if (type == typeof(FunctionContext))
        {
            return static invocation => invocation;
        }

        if (kind != FunctionKind.Orchestration)
        {
            if (type == typeof(CancellationToken))
            {
                return static invocation => invocation.CancellationToken;
            }

            if (type == typeof(DurableTaskClient) && parameter.GetCustomAttribute<DurableClientAttribute>() is not null)
            {
                return static invocation => invocation.Client;
            }

            if (type == typeof(string) && attribute is HttpTriggerAttribute { Route: { } route } && FunctionRules.RouteHas(route, parameter.Name!))
            {
                var key = parameter.Name!;
                return invocation => invocation.RouteValue(key);
            }
        }

        faults.Add($"nothing can fill its parameter {parameter.Name} of type {type.Name}");
        return static _ => null;
    }
}
