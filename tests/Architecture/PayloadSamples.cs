using System.Collections;
using System.Reflection;

namespace Trading.Tests.Architecture;

/// <summary>Makes a value of a payload type in which nothing has its default, and compares two such values member by member.</summary>
internal static class PayloadSamples
{
    private static readonly Dictionary<Type, object> Plain = new()
    {
        [typeof(string)] = "text",
        [typeof(bool)] = true,
        [typeof(int)] = 7,
        [typeof(long)] = 7_000_000_000L,
        [typeof(decimal)] = 12.3456m,
        [typeof(DateOnly)] = new DateOnly(2013, 10, 7),
        [typeof(DateTimeOffset)] = new DateTimeOffset(2013, 10, 7, 9, 30, 0, TimeSpan.FromHours(-4)),
    };

    /// <summary>The first member, however deep, whose type is neither plain, an enum, a list nor one of our own records; null when there is none.</summary>
    public static string? Foreign(Type type) => Foreign(type, type.Name, depth: 0);

    /// <summary>A value without defaults.</summary>
    public static object Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Of(inner);
        }

        if (Plain.TryGetValue(type, out var plain))
        {
            return plain;
        }

        if (type.IsEnum)
        {
            return Enum.GetValuesAsUnderlyingType(type) is { Length: > 0 } values ? Enum.ToObject(type, values.GetValue(values.Length - 1)!) : Activator.CreateInstance(type)!;
        }

        return ElementOf(type) is { } element ? ListOf(element) : Construct(type);
    }

    /// <summary>Whether two values have equal members.</summary>
    public static bool Same(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        _ when left.GetType() != right.GetType() && left is not IEnumerable => false,
        _ when Plain.ContainsKey(left.GetType()) || left.GetType().IsEnum => left.Equals(right),
        (IEnumerable some, IEnumerable others) => some.Cast<object?>().SequenceEqual(others.Cast<object?>(), EqualityComparer<object?>.Create(Same)),
        _ => Readable(left.GetType()).All(property => Same(property.GetValue(left), property.GetValue(right))),
    };

    private static string? Foreign(Type type, string path, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Plain.ContainsKey(type) || type.IsEnum)
        {
            return null;
        }

        if (ElementOf(type) is { } element)
        {
            return Foreign(element, $"{path}[]", depth + 1);
        }

        var isOurs = type.Namespace?.StartsWith("Trading", StringComparison.Ordinal) == true && !type.IsAbstract && depth < 8;
        return isOurs ? Readable(type).Select(property => Foreign(property.PropertyType, $"{path}.{property.Name}", depth + 1)).FirstOrDefault(static found => found is not null) : path;
    }

    private static object Construct(Type type)
    {
        var constructor = type.GetConstructors().Where(constructor => constructor.GetParameters() is not [{ } only] || only.ParameterType != type).MaxBy(static constructor => constructor.GetParameters().Length);
        var made = constructor is null ? Activator.CreateInstance(type)! : constructor.Invoke([.. constructor.GetParameters().Select(static parameter => Of(parameter.ParameterType))]);
        foreach (var property in Readable(type).Where(static property => property.SetMethod is { IsPublic: true }))
        {
            property.SetValue(made, Of(property.PropertyType));
        }

        return made;
    }

    private static Array ListOf(Type element)
    {
        var list = Array.CreateInstance(element, 2);
        list.SetValue(Of(element), 0);
        list.SetValue(Of(element), 1);
        return list;
    }

    // An array can stand for each of these; a dictionary or a set cannot.
    private static Type? ElementOf(Type type) => type.IsArray
        ? type.GetElementType()
        : type is { IsInterface: true, IsGenericType: true } && type.GetGenericTypeDefinition() is var open
            && (open == typeof(IReadOnlyList<>) || open == typeof(IReadOnlyCollection<>) || open == typeof(IEnumerable<>)) ? type.GetGenericArguments()[0] : null;

    private static IEnumerable<PropertyInfo> Readable(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.CanRead && property.GetIndexParameters().Length == 0);
}
