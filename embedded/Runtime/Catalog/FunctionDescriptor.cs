using System.Reflection;

namespace Trading.Embedded.Runtime.Catalog;

/// <summary>A function: its name, what starts it and how its parameters are filled.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What starts it.</param>
/// <param name="Method">The method.</param>
/// <param name="Trigger">The parameter that carries the trigger.</param>
/// <param name="Attribute">The trigger's attribute.</param>
/// <param name="Bindings">One source for each parameter, in order.</param>
internal sealed record FunctionDescriptor(
    string Name,
    FunctionKind Kind,
    MethodInfo Method,
    ParameterInfo Trigger,
    Attribute Attribute,
    IReadOnlyList<Func<Invocation, object?>> Bindings)
{
    // An async method that returns a plain Task hands out a Task<VoidTaskResult> at run time, so the declared type decides.
    private readonly PropertyInfo? result = Method.ReturnType.IsGenericType ? Method.ReturnType.GetProperty("Result") : null;

    /// <summary>The value of a task that this function returned and that has ended well; null for a task without value.</summary>
    public object? ResultOf(Task task) => result?.GetValue(task);
}
