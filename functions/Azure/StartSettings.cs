using Trading.Functions.Notify;

namespace Trading.Functions.AzureHost;

/// <summary>The settings that a desk in the cloud cannot do without, and those that are wrong: all of them are told at once, before anything is contacted.</summary>
internal static class StartSettings
{
    private static readonly string[] Credentials = ["APCA_API_KEY_ID", "APCA_API_SECRET_KEY"];

    /// <exception cref="StartRefusedException">Settings are missing or wrong.</exception>
    public static void Check(Func<string, string?> setting)
    {
        if (Faults(setting).ToList() is [_, ..] faults)
        {
            throw new StartRefusedException(faults);
        }
    }

    private static IEnumerable<string> Faults(Func<string, string?> setting)
    {
        if (!IsSet(setting, "TRADING_STORAGE_ACCOUNT") && !IsSet(setting, "TRADING_STORAGE_CONNECTION"))
        {
            yield return "TRADING_STORAGE_ACCOUNT is not set: name the storage account, or set TRADING_STORAGE_CONNECTION to UseDevelopmentStorage=true for Azurite";
        }

        foreach (var name in Credentials.Where(name => !IsSet(setting, name)))
        {
            yield return $"{name} is not set: the broker takes no order without it";
        }

        foreach (var fault in NotifySettings.Read(setting).Faults)
        {
            yield return fault;
        }
    }

    private static bool IsSet(Func<string, string?> setting, string name) => !string.IsNullOrWhiteSpace(setting(name));
}
