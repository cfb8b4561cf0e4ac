using System.Reflection;
using Microsoft.DurableTask;

namespace Trading.Tests.Architecture;

/// <summary>Every name that code hands to the durable runtime is a literal, and belongs to a function of the right kind.</summary>
internal static class TaskNameRules
{
    /// <summary>Breaches in all methods of some types, those that the compiler made of them included.</summary>
    public static IEnumerable<string> Resolve(FunctionSet functions, IEnumerable<Type> types)
    {
        var activities = functions.Activities.Select(FunctionSet.NameOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var orchestrations = functions.Orchestrators.Select(FunctionSet.NameOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return from method in types.SelectMany(Methods)
               from call in CallsWithNames(method)
               let known = call.Callee.Name.StartsWith("CallActivity", StringComparison.Ordinal) ? activities : orchestrations
               where call.Name is null || !known.Contains(call.Name)
               select $"{method.DeclaringType?.Name}.{method.Name}: {call.Callee.Name} of {call.Name ?? "a name that is not a literal"}, which is no function of that kind";
    }

    // The name is the first argument, so the call that takes it is the next one with a name among its parameters.
    private static IEnumerable<(MethodBase Callee, string? Name)> CallsWithNames(MethodBase method)
    {
        string? literal = null, name = null;
        foreach (var instruction in IlReader.Read(method))
        {
            if (instruction.Operand is MethodBase called && called.GetParameters().Any(static parameter => parameter.ParameterType == typeof(TaskName)))
            {
                yield return (called, name);
                name = null;
            }
            else if (instruction.Operand is MethodBase { Name: "op_Implicit" or ".ctor" } made && made.DeclaringType == typeof(TaskName))
            {
                name = literal;
            }

            literal = instruction.Operand as string;
        }
    }

    private static IEnumerable<MethodBase> Methods(Type type)
    {
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        return type.GetMethods(Any).Concat<MethodBase>(type.GetConstructors(Any)).Concat(type.GetNestedTypes(Any).SelectMany(Methods));
    }
}
