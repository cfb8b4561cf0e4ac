using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Trading.Embedded.Runtime.Catalog;

/// <summary>The functions of an assembly, in ordinal order of their names.</summary>
internal sealed class FunctionCatalog
{
    private readonly Dictionary<string, FunctionDescriptor> byName;

    private FunctionCatalog(IReadOnlyList<FunctionDescriptor> functions)
    {
        Functions = functions;
        byName = functions.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<FunctionDescriptor> Functions { get; }

    /// <summary>Finds the functions of <paramref name="assembly"/>.</summary>
    /// <exception cref="FunctionCatalogException">Something is wrong with them; one line that lists all of it.</exception>
    public static FunctionCatalog Discover(Assembly assembly) => Discover(assembly.GetTypes());

    public static FunctionCatalog Discover(IEnumerable<Type> types)
    {
        var faults = new List<string>();
        var functions = new List<FunctionDescriptor>();
        foreach (var method in types.Where(type => type.IsClass).SelectMany(PublicMethods))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is { } marked && FunctionBinder.Bind(marked.Name, method, faults) is { } function)
            {
                functions.Add(function);
            }
        }

        functions.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        faults.AddRange(Duplicates(functions));
        faults.AddRange(ActivityReferences.Unresolved(functions));
        return faults.Count == 0 ? new FunctionCatalog(functions) : throw new FunctionCatalogException(faults);
    }

    /// <summary>The function of a name and kind, or null. Letter case does not matter.</summary>
    public FunctionDescriptor? Find(string name, FunctionKind kind) => byName.TryGetValue(name, out var function) && function.Kind == kind ? function : null;

    public IEnumerable<FunctionDescriptor> OfKind(FunctionKind kind) => Functions.Where(function => function.Kind == kind);

    private static MethodInfo[] PublicMethods(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly);

    private static IEnumerable<string> Duplicates(IEnumerable<FunctionDescriptor> functions) =>
        functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {group.Count()} functions have this name");
}
