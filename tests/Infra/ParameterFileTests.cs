using Trading.Functions.Settings;

namespace Trading.Tests.Infra;

/// <summary>Each environment's parameter file says what main.bicep cannot know, and nothing that it does not know.</summary>
public sealed class ParameterFileTests
{
    private static IReadOnlyList<Declared> Asked => InfraModel.Here.Bicep[InfraModel.Main].Params;

    [InfraFact]
    public void There_is_one_for_each_environment()
    {
        Assert.Equal(["dev", "prod", "test"], InfraModel.Here.Parameters.Keys.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
        Assert.All(InfraModel.Here.Parameters, file => Assert.Equal("../main.bicep", file.Value.Using));
        Assert.All(InfraModel.Here.Parameters, file => Assert.Equal($"'{Path.GetFileNameWithoutExtension(file.Key)}'", file.Value.Values.Single(value => value.Name == "environmentName").Text));
    }

    [InfraFact]
    public void It_sets_all_that_has_no_standard_value() => Assert.All(
        InfraModel.Here.Parameters, file => Assert.Empty(Asked.Where(asked => !asked.HasValue).Select(asked => asked.Name).Except(file.Value.Values.Select(value => value.Name))));

    [InfraFact]
    public void It_sets_nothing_that_is_not_asked_for() =>
        Assert.All(InfraModel.Here.Parameters, file => Assert.Empty(file.Value.Values.Select(value => value.Name).Except(Asked.Select(asked => asked.Name))));

    /// <summary>A misspelt setting would leave the standard value standing in silence.</summary>
    [InfraFact]
    public void The_settings_in_it_are_settings_of_the_code_and_no_secrets()
    {
        var open = SettingTable.All.Where(setting => !setting.IsSecret).Select(setting => setting.Name);
        Assert.All(InfraModel.Here.Parameters, file => Assert.Empty(file.Value.Values.Single(value => value.Name == "deskSettings").Keys.Except(open)));
    }

    /// <summary>What is deployed by a repository's standard parameters trades on paper: live trading is several decisions, and none of them is made here.</summary>
    [InfraFact]
    public void None_trades_live() => Assert.All(InfraModel.Here.Parameters, file =>
    {
        var settings = file.Value.Values.Single(value => value.Name == "deskSettings");
        Assert.DoesNotContain("live", settings.Text, StringComparison.OrdinalIgnoreCase);
    });

    [InfraFact]
    public void Production_is_protected()
    {
        var prod = InfraModel.Here.Parameters.Single(file => file.Key.Contains("prod", StringComparison.Ordinal)).Value.Values.ToDictionary(value => value.Name, value => value.Text);
        Assert.Equal("true", prod["deleteLocks"]);
        Assert.Equal("true", prod["purgeProtection"]);
        Assert.NotEqual("'none'", prod["journalImmutability"]);
        Assert.DoesNotContain("watched", prod.Keys);
    }
}
