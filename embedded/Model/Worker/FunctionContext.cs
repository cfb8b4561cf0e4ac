namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>Names the invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The services of this invocation.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Cancelled when the invocation should stop.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}

/// <summary>A function.</summary>
public abstract class FunctionDefinition
{
    /// <summary>The function's name.</summary>
    public abstract string Name { get; }
}
