using Azure;
using Trading.Adapters.Storage;

namespace Trading.Tests.Adapters.Storage;

public sealed class StorageSettingsTests
{
    private const string Key = "DefaultEndpointsProtocol=https;AccountName=mine;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net";

    [Fact]
    public void An_account_or_the_emulator()
    {
        Assert.Equal(new StorageSettings("mydesk1", null), Read(("TRADING_STORAGE_ACCOUNT", " mydesk1 ")).Settings);
        Assert.Equal(new StorageSettings("mydesk1", "id"), Read(("TRADING_STORAGE_ACCOUNT", "mydesk1"), ("AZURE_CLIENT_ID", "id")).Settings);
        Assert.Equal(new StorageSettings(null, null), Read(("TRADING_STORAGE_CONNECTION", "UseDevelopmentStorage=true")).Settings);
    }

    [Theory]
    [InlineData(null, null, "TRADING_STORAGE_ACCOUNT is not set")]
    [InlineData("", " ", "TRADING_STORAGE_ACCOUNT is not set")]
    [InlineData("mydesk", "UseDevelopmentStorage=true", "TRADING_STORAGE_ACCOUNT and TRADING_STORAGE_CONNECTION are both set")]
    [InlineData(null, Key, "TRADING_STORAGE_CONNECTION takes UseDevelopmentStorage=true alone")]
    [InlineData(null, "UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://elsewhere", "TRADING_STORAGE_CONNECTION takes UseDevelopmentStorage=true alone")]
    [InlineData("https://mydesk.blob.core.windows.net", null, "TRADING_STORAGE_ACCOUNT 'https://mydesk.blob.core.windows.net': an account is")]
    [InlineData("my-desk", null, "TRADING_STORAGE_ACCOUNT 'my-desk'")]
    public void Anything_else_is_refused_in_one_line_without_a_secret(string? account, string? connection, string begins)
    {
        var (settings, refusal) = Read(("TRADING_STORAGE_ACCOUNT", account), ("TRADING_STORAGE_CONNECTION", connection));
        Assert.Null(settings);
        Assert.StartsWith(begins, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal!);
        Assert.DoesNotContain("c2VjcmV0", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "AuthorizationPermissionMismatch", "x: the store refused this identity (403 AuthorizationPermissionMismatch): it needs the roles Storage Table Data Contributor and Storage Blob Data Contributor")]
    [InlineData(409, "BlobImmutableDueToPolicy", "x: the store answered 409 BlobImmutableDueToPolicy")]
    public void A_refusal_of_the_service_is_one_line_without_what_it_wrote(int status, string code, string line)
    {
        var fault = StoreFaults.Of("x", new RequestFailedException(status, "many lines\nwith a signature=c2VjcmV0", code, innerException: null));
        Assert.Equal(line, fault.Message);
        Assert.Null(fault.InnerException);
    }

    private static (StorageSettings? Settings, string? Refusal) Read(params (string Name, string? Value)[] set) =>
        StorageSettings.Read(name => set.FirstOrDefault(setting => setting.Name == name).Value);
}
