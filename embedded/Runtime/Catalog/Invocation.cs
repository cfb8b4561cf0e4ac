using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Trading.Embedded.Runtime.Catalog;

/// <summary>One invocation: what the parameters of a function are filled from.</summary>
internal sealed class Invocation(
    string name,
    long number,
    object? trigger,
    DurableTaskClient client,
    IServiceProvider services,
    CancellationToken cancellationToken) : FunctionContext
{
    public override string InvocationId { get; } = $"{name}:{number}";

    public override FunctionDefinition FunctionDefinition { get; } = new Definition(name);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override CancellationToken CancellationToken { get; } = cancellationToken;

    public object? Trigger => trigger;

    public DurableTaskClient Client => client;

    public string? RouteValue(string key) => ((HttpRequest)trigger!).RouteValues.TryGetValue(key, out var value) ? value?.ToString() : null;

    private sealed class Definition(string name) : FunctionDefinition
    {
        public override string Name => name;
    }
}
