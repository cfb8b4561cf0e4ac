using Trading.Control;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Control;

public sealed class AccountBindingTests
{
    [Theory]
    [InlineData("PA1", AccountMode.Paper, null)]
    [InlineData("PA2", AccountMode.Paper, "this state belongs to the paper account PA1, not to the paper account PA2: use another state")]
    [InlineData("PA1", AccountMode.Live, "this state belongs to the paper account PA1, not to the live account PA1: use another state")]
    public async Task A_store_belongs_to_the_first_account_that_used_it(string account, AccountMode mode, string? refusal)
    {
        var store = new MemoryStore();
        var binding = new AccountBinding(store);
        Assert.Null(await binding.WhyNotAsync("PA1", AccountMode.Paper, default));
        Assert.Null(await binding.BindAsync("PA1", AccountMode.Paper, default));
        var writes = store.Writes;

        Assert.Equal(refusal, await new AccountBinding(store).BindAsync(account, mode, default));
        Assert.Equal(refusal, await binding.WhyNotAsync(account, mode, default));
        Assert.Equal(writes, store.Writes);
    }

    [Fact]
    public async Task What_one_account_decided_is_not_another_s()
    {
        using var desk = await Orders.Desk.OpenAsync();
        await desk.Kill.EscalateAsync(KillMode.HaltAll, KillSources.Http, "anna", "test", default);

        Assert.Equal(KillMode.Off, (await new KillSwitch(desk.Store, desk.Store, "other", desk.Journal, desk.Alerts, desk.Clock).ReadAsync(default)).Mode);
        Assert.Equal(new GateState(DryRun: true, Approved: false, AccountMode.Paper), await PaperGates.Of(desk.Store, desk.Journal, "other").ReadAsync(default));
    }
}
