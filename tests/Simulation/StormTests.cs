namespace Trading.Tests.Simulation;

/// <summary>Weeks of bad lines, dying processes and orders cancelled by hand: whatever happened, a few calm cycles later the desk is as it should be.</summary>
public sealed class StormTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [Trait("Bug", "C2.1")]
    [Trait("Bug", "C3.18")]
    public async Task After_a_storm_every_share_is_ours_counted_and_protected(int seed)
    {
        using var storm = new Storm(seed);

        await storm.RunAsync(days: 6);

        Assert.Empty(storm.Findings);
        Assert.True(storm.Entries > 20 && storm.Restarts > 20, $"{storm.Entries} entries and {storm.Restarts} restarts are no storm");
    }
}
