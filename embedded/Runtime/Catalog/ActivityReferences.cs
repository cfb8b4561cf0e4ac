using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using Microsoft.DurableTask;

namespace Trading.Embedded.Runtime.Catalog;

/// <summary>
/// Finds the activity names in the code of the orchestrators, so that a wrong one stops the start and not a trading day. A name that is
/// written out becomes a <see cref="TaskName"/> by its conversion from text: in IL, the load of a string followed by that call.
/// </summary>
internal static class ActivityReferences
{
    private const int Token = 4;

    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Unresolved(IReadOnlyCollection<FunctionDescriptor> functions)
    {
        // A class may also start orchestrations, by names that look the same.
        var known = functions.Where(function => function.Kind is FunctionKind.Activity or FunctionKind.Orchestration)
            .Select(function => function.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return functions.Where(function => function.Kind == FunctionKind.Orchestration)
            .SelectMany(orchestration => NamesIn(orchestration.Method.DeclaringType!)
                .Where(name => !known.Contains(name))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(name => $"{orchestration.Name}: calls the activity {name}, which does not exist"));
    }

    // An async method's code stands in a nested type.
    private static IEnumerable<string> NamesIn(Type type) =>
        type.GetMethods(Everything).SelectMany(NamesIn).Concat(type.GetNestedTypes(Everything).SelectMany(NamesIn));

    private static List<string> NamesIn(MethodInfo method)
    {
        var names = new List<string>();
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var i = 0; i + (2 * (Token + 1)) <= code.Length; i++)
        {
            if (code[i] == OpCodes.Ldstr.Value && code[i + Token + 1] == OpCodes.Call.Value && CallsConversion(method, TokenAt(code, i + Token + 2)))
            {
                names.Add(method.Module.ResolveString(TokenAt(code, i + 1)));
            }
        }

        return names;
    }

    private static int TokenAt(byte[] code, int at) => BinaryPrimitives.ReadInt32LittleEndian(code.AsSpan(at));

    private static bool CallsConversion(MethodInfo method, int token)
    {
        try
        {
            return method.Module.ResolveMember(token, method.DeclaringType!.GetGenericArguments(), method.GetGenericArguments())
                is MethodInfo { Name: "op_Implicit" } called && called.DeclaringType == typeof(TaskName);
        }
        catch (ArgumentException)
        {
            // Two bytes that look like the opcodes, and no token behind them.
            return false;
        }
    }
}
