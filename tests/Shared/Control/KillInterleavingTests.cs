using Trading.Tests.Shared.Orders;

namespace Trading.Tests.Shared.Control;

/// <summary>Kill and submit in every order: nothing begins at the broker after a kill was stored that forbids it.</summary>
[Trait("Bug", "C4.31")]
public sealed class KillInterleavingTests
{
    private const int Races = 5_000;
    private const int Calls = 20;
    private const int Desks = 1_000;

    // Away from the test's own context, which would continue the work on other threads than the one that lets it through.
    [Fact]
    public Task Of_a_hundred_thousand_calls_none_begins_after_the_kill() => Task.Run(async () =>
    {
        var (begun, exits, forbidden) = (0, 0, 0);
        for (var seed = 0; seed < Races; seed++)
        {
            using var race = new KillRace(seed);
            await race.RunAsync(Calls);
            Assert.True(race.Past == 0, $"seed {seed}: {race.Past} calls began after the kill was stored");
            (begun, exits, forbidden) = (begun + race.Begun, exits + race.ExitsOnCloseOnly, forbidden + race.Forbidden);
        }

        Assert.Equal(Races * Calls, begun + forbidden);
        Assert.True(begun > Races && forbidden > Races && exits > Races, $"{begun} began, {exits} of them exits on close_only, {forbidden} did not: one of them hardly ever");
    });

    [Fact]
    public Task Through_the_gateway_with_its_checks_its_records_and_two_brackets_neither() => Task.Run(async () =>
    {
        var (sent, onCloseOnly, neverSent) = (0, 0, 0);
        for (var seed = 0; seed < Desks; seed++)
        {
            using var desk = new InterleavedDesk(seed);
            await desk.RunAsync();
            Assert.True(desk.Past.Count == 0, $"seed {seed}: {string.Join("; ", desk.Past)}");
            (sent, onCloseOnly, neverSent) = (sent + desk.Sent, onCloseOnly + desk.OnCloseOnly, neverSent + desk.NeverSent);
        }

        Assert.True(sent > Desks / 2 && onCloseOnly > Desks / 20 && neverSent > Desks / 20, $"{sent} began, {onCloseOnly} of them on close_only, the last look stopped {neverSent}");
    });
}
