using System.Reflection;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Trading.Embedded.Runtime.Catalog;

/// <summary>Makes a function's class from the services and calls its method. A day calls some two thousand: plain reflection is cheaper than compiling calls.</summary>
internal sealed class FunctionInvoker(IServiceProvider services)
{
    private long invocations;

    /// <summary>The client that functions are handed.</summary>
    public DurableTaskClient Client { get; set; } = null!;

    /// <summary>Runs a function in a scope of its own and gives what it returned. Whatever it throws comes through.</summary>
    public async Task<object?> InvokeAsync(FunctionDescriptor function, object? trigger, CancellationToken cancellationToken)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var returned = Call(function, trigger, scope.ServiceProvider, cancellationToken);
            if (returned is not Task task)
            {
                return returned;
            }

            await task.ConfigureAwait(false);
            return function.ResultOf(task);
        }
    }

    /// <summary>A scope for one replay of an orchestrator, whose code ends with the replay and not with its task.</summary>
    public IServiceScope CreateScope() => services.CreateScope();

    /// <summary>Begins an orchestrator in the caller's synchronization context, where all its continuations stay.</summary>
    public async Task<object?> OrchestrateAsync(FunctionDescriptor function, object context, IServiceScope scope)
    {
        if (Call(function, context, scope.ServiceProvider, CancellationToken.None) is not Task task)
        {
            return null;
        }

        await task.ConfigureAwait(true);
        return function.ResultOf(task);
    }

    private object? Call(FunctionDescriptor function, object? trigger, IServiceProvider scoped, CancellationToken cancellationToken)
    {
        var invocation = new Invocation(function.Name, Interlocked.Increment(ref invocations), trigger, Client, scoped, cancellationToken);
        var arguments = new object?[function.Bindings.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = function.Bindings[i](invocation);
        }

        var target = function.Method.IsStatic ? null : ActivatorUtilities.CreateInstance(scoped, function.Method.DeclaringType!);
        return function.Method.Invoke(target, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
    }
}
