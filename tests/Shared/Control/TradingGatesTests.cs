using Trading.Tests.Shared.Orders;

namespace Trading.Tests.Shared.Control;

public sealed class TradingGatesTests
{
    [Fact]
    public async Task A_revoke_is_not_lost_to_another_change_of_the_gates()
    {
        using var desk = await Desk.OpenAsync();
        var calls = 0;
        desk.Store.Fails = key =>
        {
            // Between the other change's read and its write.
            if (key == "control/paper/gates" && ++calls == 2)
            {
                desk.Gates.RevokeAsync("berta", "stop", default).AsTask().GetAwaiter().GetResult();
            }

            return false;
        };

        await desk.Gates.SetDryRunAsync(true, "anna", "test", default);

        var state = await desk.Gates.ReadAsync(default);
        Assert.Equal((true, false), (state.DryRun, state.Approved));
    }
}
