using Trading.Functions.Adapters;
using Trading.Functions.Notify;
using Trading.Functions.Settings;

namespace Trading.Functions.AzureHost;

/// <summary>The settings that a desk in the cloud cannot do without, and those that are wrong: all of them are told at once, before anything is contacted.</summary>
internal static class StartSettings
{
    // What the platform leaves of a reference that it could not follow.
    private const string Unresolved = "@Microsoft.KeyVault(";

    /// <exception cref="StartRefusedException">Settings are missing or wrong.</exception>
    public static void Check(Func<string, string?> setting)
    {
        if (Unread(setting).ToList() is [_, ..] unread)
        {
            throw new StartRefusedException(unread);
        }

        if (CloudAdapters.Faults(setting).Concat(NotifySettings.Read(setting).Faults).ToList() is [_, ..] faults)
        {
            throw new StartRefusedException(faults);
        }
    }

    private static IEnumerable<string> Unread(Func<string, string?> setting) =>
        from each in SettingTable.All
        where setting(each.Name)?.StartsWith(Unresolved, StringComparison.Ordinal) == true
        select $"{each.Name}: the platform could not read it from the key vault: look at the secret's name and at the identity's role there";
}
