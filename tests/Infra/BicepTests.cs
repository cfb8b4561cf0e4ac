using Trading.Tests.Support;

namespace Trading.Tests.Infra;

/// <summary>What a compiler would say of the Bicep files: they parse, and whatever they name is there.</summary>
public sealed class BicepTests
{
    [InfraFact]
    public void Every_file_parses()
    {
        Assert.Equal(InfraFiles.Named("infra", ".bicep"), InfraModel.Here.Bicep.Keys.Order(StringComparer.Ordinal));
        AssertNone(Each((_, file) => file.Errors));
        AssertNone(InfraModel.Here.Parameters.SelectMany(file => file.Value.Errors.Select(error => $"{file.Key}: {error}")));
    }

    [InfraFact]
    public void Every_name_that_is_used_is_declared() => AssertNone(Each((_, file) => file.Used.Except(file.Names)));

    [InfraFact]
    public void Every_parameter_and_variable_is_used() => AssertNone(Each((_, file) => file.Params.Concat(file.Variables).Select(each => each.Name).Except(file.Used)));

    [InfraFact]
    public void Every_parameter_is_described() => AssertNone(Each((_, file) => file.Params.Where(each => string.IsNullOrWhiteSpace(each.Description)).Select(each => each.Name)));

    [InfraFact]
    public void A_module_is_given_what_it_needs_and_nothing_else() => AssertNone(Each((name, file) => file.Modules.SelectMany(module =>
    {
        var asked = FileOf(name, module).Params;
        var missing = asked.Where(each => !each.HasValue).Select(each => each.Name).Except(module.Passed).Select(each => $"{module.Name} is not given {each}");
        return missing.Concat(module.Passed.Except(asked.Select(each => each.Name)).Select(each => $"{module.Name} knows no {each}"));
    })));

    [InfraFact]
    public void Every_output_that_is_asked_of_a_module_is_there() => AssertNone(Each((name, file) => file.OutputsAsked.Where(asked =>
    {
        var (module, output) = (asked.Split('.')[0], asked.Split('.')[1]);
        return !FileOf(name, file.Modules.Single(each => each.Name == module)).Outputs.Any(each => each.Name == output);
    })));

    [InfraFact]
    public void Every_output_is_asked_for()
    {
        var asked = Each((name, file) => file.OutputsAsked.Select(each => (Module: file.Modules.Single(module => module.Name == each.Split('.')[0]), Output: each.Split('.')[1]))
            .Select(each => $"{PathOf(name, each.Module)}: {each.Output}"), named: false).ToHashSet();
        AssertNone(Each((name, file) => name == InfraModel.Main ? [] : file.Outputs.Select(each => each.Name)).Except(asked));
    }

    [InfraFact]
    public void Every_file_that_is_loaded_is_there() => AssertNone(Each((name, file) =>
        file.Loads.Where(each => !File.Exists(Path.Combine(SharedData.RepositoryRoot, Path.GetDirectoryName(name)!, each)))));

    [InfraFact]
    public void Files_are_small() => AssertNone(Each((_, file) => file.Lines > 300 ? [$"{file.Lines} lines"] : []));

    private static void AssertNone(IEnumerable<string> faults) => Assert.Empty(faults);

    private static IEnumerable<string> Each(Func<string, BicepFile, IEnumerable<string>> look, bool named = true) =>
        InfraModel.Here.Bicep.SelectMany(file => look(file.Key, file.Value).Select(each => named ? $"{file.Key}: {each}" : each));

    private static BicepFile FileOf(string from, Declared module) => InfraModel.Here.Bicep[PathOf(from, module)];

    private static string PathOf(string from, Declared module) => $"{Path.GetDirectoryName(from)!.Replace('\\', '/')}/{module.Of}";
}
