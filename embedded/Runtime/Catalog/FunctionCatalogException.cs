namespace Trading.Embedded.Runtime.Catalog;

/// <summary>The functions cannot run as they are declared. The message is one line that lists every fault.</summary>
public sealed class FunctionCatalogException : Exception
{
    /// <summary>Lists the faults.</summary>
    public FunctionCatalogException(IReadOnlyList<string> faults)
        : base($"the functions cannot be hosted: {string.Join("; ", faults)}") => Faults = faults;

    /// <summary>One fault.</summary>
    public FunctionCatalogException(string message)
        : this([message])
    {
    }

    /// <summary>One fault and its cause.</summary>
    public FunctionCatalogException(string message, Exception innerException)
        : base(message, innerException) => Faults = [message];

    /// <summary>An unnamed fault.</summary>
    public FunctionCatalogException()
        : this([])
    {
    }

    /// <summary>The faults, each as <c>Function: what is wrong</c>.</summary>
    public IReadOnlyList<string> Faults { get; }
}
