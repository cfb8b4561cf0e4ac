using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Trading.Tests.Support;

namespace Trading.Tests.Infra;

/// <summary>infra/ and the workflows as node reads them: the grammar of Bicep exists for node alone.</summary>
internal sealed record InfraModel(
    IReadOnlyDictionary<string, BicepFile> Bicep, IReadOnlyDictionary<string, ParameterFile> Parameters, IReadOnlyDictionary<string, Workflow> Workflows)
{
    public const string Main = "infra/main.bicep";
    private const string Folder = "tests/Infra/node";
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<InfraModel> Loaded = new(Load);

    /// <summary>The model of this repository.</summary>
    public static InfraModel Here => Loaded.Value;

    /// <summary>Why it cannot be read on this machine; null when it can.</summary>
    public static string? Missing { get; } =
        !Directory.Exists(Path.Combine(SharedData.RepositoryRoot, Folder, "node_modules")) ? $"needs node and the grammar of Bicep: npm ci --ignore-scripts --prefix {Folder}"
        : !HasNode() ? "needs node" : null;

    private static bool HasNode()
    {
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true, UseShellExecute = false });
            node!.WaitForExit();
            return node.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static InfraModel Load()
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(SharedData.RepositoryRoot, Folder, "model.mjs"), SharedData.RepositoryRoot]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var text = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return node.ExitCode == 0 ? JsonSerializer.Deserialize<InfraModel>(text, Options)! : throw new InvalidOperationException("model.mjs failed: its standard error says why");
    }
}

/// <summary>A Bicep file: what it declares, and what it uses.</summary>
internal sealed record BicepFile(
    int Lines,
    IReadOnlyList<string> Errors,
    IReadOnlyList<Declared> Params,
    IReadOnlyList<Declared> Variables,
    IReadOnlyList<Declared> Resources,
    IReadOnlyList<Declared> Modules,
    IReadOnlyList<Declared> Outputs,
    IReadOnlyList<string> Used,
    IReadOnlyList<string> Made,
    IReadOnlyList<string> OutputsAsked,
    IReadOnlyList<string> Loads)
{
    /// <summary>Every name that it declares.</summary>
    public IEnumerable<string> Names => new[] { Params, Variables, Resources, Modules, Outputs }.SelectMany(each => each).Select(each => each.Name).Concat(Made);
}

/// <summary>A parameter, variable, resource, module or output.</summary>
/// <param name="Name">Its symbol.</param>
/// <param name="Of">Of a resource its type and version, of a module its file.</param>
/// <param name="Line">Where.</param>
/// <param name="Description">Its description.</param>
/// <param name="IsExisting">A resource that is only referred to.</param>
/// <param name="HasValue">Whether it has a value, or a standard value.</param>
/// <param name="Text">The value as it is written.</param>
/// <param name="Keys">Of an object its keys.</param>
/// <param name="Passed">Of a module the parameters it is given.</param>
internal sealed record Declared(
    string Name, string? Of, int Line, string? Description, bool IsExisting, bool HasValue, string Text, IReadOnlyList<string> Keys, IReadOnlyList<string> Passed);

/// <summary>A parameter file.</summary>
internal sealed record ParameterFile(string? Using, IReadOnlyList<string> Errors, IReadOnlyList<Declared> Values);

/// <summary>A workflow.</summary>
internal sealed record Workflow(IReadOnlyList<string> Errors, JsonElement Content, IReadOnlyList<UsedAction> Uses);

/// <summary>An action that a workflow uses, and the comment behind it.</summary>
internal sealed record UsedAction(string Action, string? Comment);
