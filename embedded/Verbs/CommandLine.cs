using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Trading.Embedded.Rehearsal;

namespace Trading.Embedded.Verbs;

/// <summary>How the verbs' options are read: a bad value is one line that says what is wrong and what is right.</summary>
internal static class CommandLine
{
    public static Option<LocalDate?> Date(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "yyyy-MM-dd",
        CustomParser = result => Parse<LocalDate?>(
            result, text => LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value : null, "a date as yyyy-MM-dd"),
    };

    public static Option<Instant?> Instant(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "yyyy-MM-ddTHH:mm:ssZ",
        CustomParser = result => Parse<Instant?>(
            result, text => InstantPattern.ExtendedIso.Parse(text) is { Success: true } parsed ? parsed.Value : null, "an instant in UTC as yyyy-MM-ddTHH:mm:ssZ"),
    };

    public static Option<int> WholeNumber(string name, string description, int standard, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => standard,
        CustomParser = result => Parse(
            result,
            text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value : (int?)null,
            $"a whole number from {least} to {most}") ?? standard,
    };

    /// <summary>A whole number from one on; null when none is given.</summary>
    public static Option<int?> Count(string name, string description, int most) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => Parse(
            result,
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 && value <= most ? value : (int?)null,
            $"a whole number from 1 to {most}"),
    };

    public static Option<decimal> Dollars(string name, string description, decimal standard) => new(name)
    {
        Description = description,
        HelpName = "USD",
        DefaultValueFactory = _ => standard,
        CustomParser = result => Parse(
            result,
            text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 1_000_000_000 ? value : (decimal?)null,
            "US dollars above zero and at most 1000000000") ?? standard,
    };

    /// <summary>Virtual seconds a real second; null is as fast as it goes.</summary>
    public static Option<double?> Speed(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "max|60x",
        CustomParser = result => result.Tokens is [{ Value: "max" }]
            ? null
            : Parse<double?>(
                result,
                text => text.EndsWith('x') && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var times) && times is > 0 and <= 1e6 ? times : null,
                "max, or a number of times such as 60x"),
    };

    public static Option<string?> Folder(string name, string description) => new(name) { Description = description, HelpName = "DIR" };

    public static Option<bool> Flag(string name, string description) => new(name) { Description = description };

    /// <summary>An option that must be one of <paramref name="words"/>; a word in <paramref name="later"/> is refused as not there yet.</summary>
    public static Option<string> Word(string name, string description, string standard, string[] words, params string[] later) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', words),
        DefaultValueFactory = _ => standard,
        CustomParser = result => Parse(
            result,
            text => words.Contains(text, StringComparer.Ordinal) ? text : null,
            result.Tokens is [{ Value: var asked }] && later.Contains(asked, StringComparer.Ordinal)
                ? $"{string.Join(" or ", words)} in this version: {asked} is not there yet"
                : string.Join(" or ", words)) ?? standard,
    };

    /// <summary>Kills at New York times; the option may be given again.</summary>
    public static Option<RehearsedKill[]> Kills(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "HH:MM=MODE",
        DefaultValueFactory = _ => [],
        CustomParser = result =>
        {
            foreach (var wrong in result.Tokens.Where(token => RehearsedKill.Parse(token.Value) is null))
            {
                result.AddError($"{name} '{wrong.Value}': wants {RehearsedKill.Wanted}");
            }

            return [.. result.Tokens.Select(token => RehearsedKill.Parse(token.Value)).OfType<RehearsedKill>()];
        },
    };

    private static T? Parse<T>(ArgumentResult result, Func<string, T?> read, string wanted)
    {
        var text = result.Tokens is [var token] ? token.Value : string.Empty;
        var value = read(text);
        if (value is null)
        {
            var name = (result.Parent as OptionResult)?.Option.Name ?? result.Argument.Name;
            result.AddError($"{name} '{text}': wants {wanted}");
        }

        return value;
    }
}
