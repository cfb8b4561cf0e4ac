using NodaTime;
using Trading.Tests.Shared.Orders;

namespace Trading.Tests.Shared.Execution;

/// <summary>Two processes on one store never make entries at once: each would count its own alone.</summary>
public sealed class EntryTurnTests
{
    [Fact]
    public async Task Only_the_process_whose_turn_it_is_makes_entries()
    {
        using var one = await CycleDesk.OpenAsync();
        using var two = one.Beside();
        Assert.NotEqual(0, (await one.RunAsync()).Submitted);

        await two.WatchAsync(Desk.Date, CycleDesk.Candidate("BAC", 14m, 13.8m, 13.5m, 14.5m, 15m));
        one.Desk.Clock.Advance(Duration.FromSeconds(60));
        var refused = await two.RunAsync();
        Assert.Equal(0, refused.Submitted);
        Assert.StartsWith("entry_turn: ", refused.EntriesShut, StringComparison.Ordinal);
        Assert.NotEqual(0, (await one.RunAsync()).Submitted);
    }

    [Fact]
    public async Task A_process_that_died_keeps_its_turn_for_two_minutes_at_most()
    {
        using var dead = await CycleDesk.OpenAsync();
        await dead.RunAsync();
        using var heir = dead.Beside();
        await heir.WatchAsync(Desk.Date, CycleDesk.Candidate("BAC", 14m, 13.8m, 13.5m, 14.5m, 15m));
        heir.Desk.Clock.Advance(Duration.FromSeconds(121));
        Assert.NotEqual(0, (await heir.RunAsync()).Submitted);
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(95, false)]
    [InlineData(300, false)]
    public async Task A_pass_that_is_held_up_makes_no_entries_in_anothers_turn(int seconds, bool enters)
    {
        using var desk = await CycleDesk.OpenAsync();
        var (taken, held) = (false, false);
        desk.Desk.Store.Fails = key =>
        {
            if (taken && !held)
            {
                held = true;
                desk.Desk.Clock.Advance(Duration.FromSeconds(seconds));
            }

            taken |= key.StartsWith("lease/", StringComparison.Ordinal);
            return false;
        };
        var cycle = await desk.RunAsync();
        Assert.Equal(enters, cycle.Submitted > 0);
        Assert.Equal(enters ? null : "entry_turn: the pass took longer than its turn", cycle.EntriesShut);
    }

    [Fact]
    public async Task When_nobody_knows_whose_turn_it_is_there_are_no_entries()
    {
        using var desk = await CycleDesk.OpenAsync();
        desk.Desk.Store.Fails = static key => key.StartsWith("lease/", StringComparison.Ordinal);
        var cycle = await desk.RunAsync();
        Assert.Equal(0, cycle.Submitted);
        Assert.StartsWith("entry_turn: ", cycle.EntriesShut, StringComparison.Ordinal);
    }
}
