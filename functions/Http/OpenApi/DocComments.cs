using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Trading.Functions.Http.OpenApi;

/// <summary>The summaries that stand above functions and records, from the documentation file that the build puts beside the assembly; none where it was not published.</summary>
internal sealed partial class DocComments
{
    private readonly Dictionary<string, string> summaries;

    public DocComments(Assembly assembly)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml");
        var members = File.Exists(file) ? XDocument.Load(file).Descendants("member") : [];
        summaries = members.Where(static member => member.Element("summary") is not null)
            .ToDictionary(static member => Key(member.Attribute("name")!.Value), static member => Text(member.Element("summary")!), StringComparer.Ordinal);
    }

    /// <summary>What a function does, one line; null when it is not known.</summary>
    public string? Of(MethodInfo method) => summaries.GetValueOrDefault($"M:{method.DeclaringType!.FullName}.{method.Name}");

    // Functions are not overloaded: the parameters say nothing more. Other members are, and nobody asks for them.
    private static string Key(string name) => name.StartsWith("M:", StringComparison.Ordinal) && name.Contains("HttpRequest", StringComparison.Ordinal) ? name[..name.IndexOf('(', StringComparison.Ordinal)] : name;

    private static string Text(XElement summary) => Spaces().Replace(string.Concat(summary.DescendantNodes().Select(Words)), " ").Trim();

    private static string Words(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "paramref" } link => (string?)link.Attribute("name") ?? ((string?)link.Attribute("cref"))?.Split('.')[^1] ?? string.Empty,
        _ => string.Empty,
    };

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
