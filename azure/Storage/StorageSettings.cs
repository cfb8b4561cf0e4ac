namespace Trading.Adapters.Storage;

/// <summary>Which store: an account that is reached by identity, or the storage emulator on this machine.</summary>
/// <param name="Account">The account's name; null for the emulator.</param>
/// <param name="ClientId">The client id of a user-assigned identity; null for the process's own, or on a developer's machine for whoever is signed in to the Azure CLI.</param>
public sealed record StorageSettings(string? Account, string? ClientId)
{
    /// <summary>The one connection string that is taken: it names the emulator and holds no key.</summary>
    public const string Emulator = "UseDevelopmentStorage=true";

    private const string AccountName = "TRADING_STORAGE_ACCOUNT";
    private const string ConnectionName = "TRADING_STORAGE_CONNECTION";

    /// <summary>Reads <c>TRADING_STORAGE_ACCOUNT</c>, <c>TRADING_STORAGE_CONNECTION</c> and <c>AZURE_CLIENT_ID</c>.</summary>
    /// <param name="variable">A variable of the environment by its name; null when it is not set.</param>
    /// <returns>The settings, or one line that says what is wrong with them; it never repeats a connection string.</returns>
    public static (StorageSettings? Settings, string? Refusal) Read(Func<string, string?> variable)
    {
        var account = Set(variable(AccountName));
        var connection = Set(variable(ConnectionName));
        return (account, connection) switch
        {
            (null, null) => (null, $"{AccountName} is not set: it names the storage account; {ConnectionName}={Emulator} takes the emulator on this machine in its place"),
            (not null, not null) => (null, $"{AccountName} and {ConnectionName} are both set: keep the one that is meant"),
            (null, Emulator) => (new StorageSettings(null, null), null),
            (null, _) => (null, $"{ConnectionName} takes {Emulator} alone: an account is named in {AccountName} and reached by identity, without a key"),
            _ when !IsAccount(account) => (null, $"{AccountName} '{account}': an account is 3 to 24 of a-z and 0-9, its name alone and not its address"),
            _ => (new StorageSettings(account, Set(variable("AZURE_CLIENT_ID"))), null),
        };
    }

    /// <summary>What the store is called in a line for a person.</summary>
    public override string ToString() => Account is null ? "the storage emulator" : $"storage account {Account}";

    private static string? Set(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static bool IsAccount(string name) => name.Length is >= 3 and <= 24 && name.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));
}
