using System.Globalization;
using System.Reflection;

namespace Trading.Tests.Architecture;

/// <summary>What callers see of a type, one line a fact: what it is, its base, what it implements, its members with names of parameters and optional values.</summary>
internal static class SignatureText
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    /// <summary>The lines of a type.</summary>
    public static IEnumerable<string> Of(Type type) => HeadOf(type).Concat(MembersOf(type)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static IEnumerable<string> HeadOf(Type type)
    {
        var name = Name(type);
        yield return $"{name} is {Kind(type)}";
        if (type.BaseType is { } parent && type is { IsValueType: false } && parent != typeof(object))
        {
            yield return $"{name} derives from {Name(parent)}";
        }

        foreach (var each in type.IsEnum ? [] : type.GetInterfaces())
        {
            yield return $"{name} implements {Name(each)}";
        }

        if (type.GetCustomAttribute<AttributeUsageAttribute>() is { } usage && typeof(Attribute).IsAssignableFrom(type))
        {
            yield return $"{name} goes on {usage.ValidOn}, {(usage.AllowMultiple ? "many" : "one")}";
        }
    }

    private static IEnumerable<string> MembersOf(Type type) => type.IsEnum
        ? Enum.GetNames(type).Select(value => $"{Name(type)}.{value} = {Convert.ToInt64(Enum.Parse(type, value), CultureInfo.InvariantCulture)}")
        : type.GetMembers(Any).Where(IsOurs).Select(Line).OfType<string>().Select(line => $"{Name(type)}: {line}");

    private static bool IsOurs(MemberInfo member) => member.DeclaringType is { Namespace: not "System" };

    private static string? Line(MemberInfo member) => member switch
    {
        // Nobody but a derived type can call the constructor of an abstract one, whatever it says.
        ConstructorInfo made when IsSeen(made) => $"{(made.DeclaringType!.IsAbstract ? "protected " : Access(made))}new({Parameters(made)})",
        MethodInfo { IsSpecialName: true } method when !method.Name.StartsWith("op_", StringComparison.Ordinal) => null,
        MethodInfo method when IsSeen(method) && char.IsAsciiLetter(method.Name[0]) && !method.Name.Contains('.', StringComparison.Ordinal) => $"{Access(method)}{Name(method.ReturnType)} {method.Name}{Arguments(method.GetGenericArguments())}({Parameters(method)})",
        PropertyInfo property when Accessors(property) is { Length: > 0 } accessors => $"{Name(property.PropertyType)} {property.Name} {{{accessors} }}",
        FieldInfo { IsPublic: true } field => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : string.Empty)}{Name(field.FieldType)} {field.Name}",
        _ => null,
    };

    private static string Accessors(PropertyInfo property) =>
        (property.GetMethod is { } get && IsSeen(get) ? $" {Access(get)}get;" : string.Empty)
        + (property.SetMethod is { } set && IsSeen(set) ? $" {Access(set)}{(IsInit(set) ? "init" : "set")};" : string.Empty);

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Any(static each => each.Name == "IsExternalInit");

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) => (method.IsPublic ? string.Empty : "protected ") + (method.IsStatic ? "static " : string.Empty);

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(static each =>
        $"{(each.IsDefined(typeof(ParamArrayAttribute)) ? "params " : string.Empty)}{Name(each.ParameterType)} {each.Name}{(each.HasDefaultValue ? $" = {Standard(each)}" : string.Empty)}"));

    private static string Standard(ParameterInfo parameter) => parameter.DefaultValue is null ? "default" : Convert.ToString(parameter.DefaultValue, CultureInfo.InvariantCulture)!;

    private static string Kind(Type type) =>
        type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct"
        : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";

    private static string Name(Type type) =>
        type.IsGenericParameter ? type.Name
        : type.IsArray ? $"{Name(type.GetElementType()!)}[]"
        : $"{type.Namespace}.{type.Name.Split('`')[0]}{Arguments(type.GetGenericArguments())}";

    private static string Arguments(Type[] types) => types.Length == 0 ? string.Empty : $"<{string.Join(", ", types.Select(Name))}>";
}
