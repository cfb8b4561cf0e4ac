using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Trading.Tests.Architecture;

/// <summary>One instruction that names something.</summary>
/// <param name="Where">The method whose code it is in.</param>
/// <param name="Code">The operation.</param>
/// <param name="Operand">The member or the string it names.</param>
internal readonly record struct Instruction(MethodBase Where, OpCode Code, object Operand);

/// <summary>Reads what compiled methods name: what they call, make, load and quote.</summary>
internal static class IlReader
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<ushort, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(static field => field.GetValue(null)).OfType<OpCode>().ToDictionary(static code => (ushort)code.Value);

    /// <summary>All methods and constructors of an assembly that have code, the compiler's own included.</summary>
    public static IEnumerable<MethodBase> MethodsOf(Assembly assembly) =>
        assembly.GetTypes().SelectMany(static type => type.GetMethods(Any).Concat<MethodBase>(type.GetConstructors(Any)));

    /// <summary>What a method names in its own body.</summary>
    public static IEnumerable<Instruction> Read(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
        {
            yield break;
        }

        for (var at = 0; at < code.Length;)
        {
            var operation = Codes[code[at] == 0xFE ? (ushort)((code[at++] << 8) | code[at]) : code[at]];
            at++;
            if (Operand(method, operation, code, at) is { } operand)
            {
                yield return new Instruction(method, operation, operand);
            }

            at += Length(operation, code, at);
        }
    }

    /// <summary>What a method names in its body and in every method of <paramref name="scope"/> that it can reach by direct calls, state machines and lambdas included.</summary>
    public static IEnumerable<Instruction> ReadDeep(MethodBase root, IReadOnlyCollection<Assembly> scope)
    {
        var seen = new HashSet<MethodBase> { root };
        var waiting = new Queue<MethodBase>(seen);
        while (waiting.TryDequeue(out var method))
        {
            foreach (var moveNext in method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType.GetMethods(Any) ?? [])
            {
                Add(moveNext);
            }

            foreach (var instruction in Read(method))
            {
                yield return instruction;
                if (instruction.Operand is MethodBase called && scope.Contains(called.Module.Assembly))
                {
                    Add(called);
                }
            }
        }

        void Add(MethodBase method)
        {
            if (seen.Add(method))
            {
                waiting.Enqueue(method);
            }
        }
    }

    private static object? Operand(MethodBase method, OpCode operation, byte[] code, int at)
    {
        switch (operation.OperandType)
        {
            case OperandType.InlineString:
                return method.Module.ResolveString(BitConverter.ToInt32(code, at));
            case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok or OperandType.InlineType:
                var ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
                return method.Module.ResolveMember(BitConverter.ToInt32(code, at), ofType, method.IsGenericMethod ? method.GetGenericArguments() : null);
            default:
                return null;
        }
    }

    private static int Length(OpCode operation, byte[] code, int at) => operation.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };
}
