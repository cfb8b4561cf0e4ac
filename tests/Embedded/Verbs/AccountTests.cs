using NodaTime;
using Trading.Control;
using Trading.Embedded.Rehearsal;
using Trading.Embedded.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Verbs;

/// <summary>A state folder that belongs to another account is refused in one line, and left as it was.</summary>
public sealed class AccountTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("rehearse --date 2026-03-05", "PA1", AccountMode.Paper)]
    [InlineData("rehearse --date 2026-03-05", "SIM", AccountMode.Live)]
    [InlineData("serve --port 0", "SIM", AccountMode.Live)]
    public async Task Nothing_is_written_to_the_state_of_another_account(string verb, string account, AccountMode mode)
    {
        await BindAsync(account, mode);
        var before = await File.ReadAllBytesAsync(Log);

        var refused = await FunctionAppProcess.RunAsync([.. verb.Split(' '), "--state", folder.FullPath]);

        Assert.Equal((1, string.Empty), (refused.ExitCode, refused.Output));
        var line = Assert.Single(refused.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"account {account}, not to the paper account SIM", line, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Log));
    }

    private string Log => Path.Combine(folder.FullPath, "tables", "records.log");

    private async Task BindAsync(string account, AccountMode mode)
    {
        using var state = DeskFolder.Open(folder.FullPath, new ManualClock(Instant.FromUtc(2026, 3, 4, 12, 0)), Durability.Process);
        await state.EnsureSchemaAsync(default);
        await new AccountBinding(state.Store).BindAsync(account, mode, default);
    }
}
