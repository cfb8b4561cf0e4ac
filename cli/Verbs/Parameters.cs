using System.CommandLine;

namespace Trading.Cli.Verbs;

/// <summary>Arguments and options as the verbs declare them.</summary>
internal static class Parameters
{
    public static Command With(this Command verb, IReadOnlyList<Symbol> parameters)
    {
        foreach (var parameter in parameters)
        {
            if (parameter is Option option)
            {
                verb.Add(option);
            }
            else
            {
                verb.Add((Argument)parameter);
            }
        }

        return verb;
    }

    public static Option<string?> Text(string name, string description, string help) => new(name) { Description = description, HelpName = help };

    public static Option<bool> Flag(string name, string description) => new(name) { Description = description };

    /// <summary>Every change is written down with its reason, so it must have one.</summary>
    public static Option<string> Reason() => new("--reason") { Description = "Why; it is journalled with your name.", HelpName = "TEXT", Required = true };

    /// <summary>A route with the options that were given as its query.</summary>
    public static string Query(this ParseResult parsed, string route, params (string Name, Option<string?> Option)[] options)
    {
        var given = options.Where(each => parsed.GetValue(each.Option) is not null).Select(each => $"{each.Name}={Uri.EscapeDataString(parsed.GetValue(each.Option)!)}").ToList();
        return given.Count == 0 ? route : $"{route}?{string.Join('&', given)}";
    }
}
