namespace Trading.Functions.Http;

/// <summary>What a route answers when all is well: a type that <see cref="ApiJson"/> lists. A route without it answers no JSON.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AnswersAttribute(Type type) : Attribute
{
    /// <summary>The answer's type.</summary>
    public Type Type => type;
}

/// <summary>What a route reads from the body: a type that <see cref="ApiJson"/> lists.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadsAttribute(Type type) : Attribute
{
    /// <summary>The body's type.</summary>
    public Type Type => type;
}

/// <summary>A member of the query that a route looks at.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class QueryAttribute(string name, string description) : Attribute
{
    /// <summary>The member's name.</summary>
    public string Name => name;

    /// <summary>What it may be, and what counts when it is left out.</summary>
    public string Description => description;
}

/// <summary>A route that answers page by page: <c>limit</c> and <c>after</c>, see <see cref="Page"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PagedAttribute : Attribute;
