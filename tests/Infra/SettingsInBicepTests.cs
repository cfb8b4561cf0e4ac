using Trading.Functions.Settings;

namespace Trading.Tests.Infra;

/// <summary>The app in the cloud is given every setting that the code reads, by the names that the code knows.</summary>
public sealed class SettingsInBicepTests
{
    // The platform's own, and refused when a template sets it.
    private const string SetByThePlatform = "WEBSITE_AUTH_ENABLED";

    private static BicepFile File => InfraModel.Here.Bicep["infra/modules/settings.bicep"];

    [InfraFact]
    public void The_settings_are_those_of_the_code() =>
        Assert.Equal(SettingTable.All.Select(setting => setting.Name).Where(name => name != SetByThePlatform), File.Variables.Single(variable => variable.Name == "settings").Keys);

    /// <summary>A secret comes from the vault, or stands in a template for everybody to read.</summary>
    [InfraFact]
    public void A_secret_comes_from_the_vault()
    {
        var lines = InfraFiles.Text("infra/modules/settings.bicep").Split('\n');
        var secrets = SettingTable.All.Where(setting => setting.IsSecret && setting.Name != "APPLICATIONINSIGHTS_CONNECTION_STRING");
        Assert.All(secrets, setting => Assert.Contains(lines, line => line.TrimStart().StartsWith($"{setting.Name}: secret[?'{Named(setting.Name)}'] ?? ''", StringComparison.Ordinal)));
    }

    [InfraFact]
    public void What_is_no_secret_comes_from_the_parameter_of_its_name()
    {
        var lines = InfraFiles.Text("infra/modules/settings.bicep").Split('\n').Select(line => line.Trim()).Where(line => line.Contains("desk.?", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Equal($"{line.Split(':')[0]}: desk.?{line.Split(':')[0]} ?? ''", line));
    }

    private static string Named(string setting) => string.Concat(setting.Select(letter => letter == '_' ? '-' : char.ToLowerInvariant(letter)));
}
