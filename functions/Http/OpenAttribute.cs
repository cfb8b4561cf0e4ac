namespace Trading.Functions.Http;

/// <summary>A route that answers anybody, because it tells nothing of the account: is the desk well, and the empty shell of the page.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenAttribute : Attribute;
