using NodaTime;
using Trading.Operations.Readings;
using Trading.Reconciliation;
using Trading.Tests.Shared.Reconciliation;

namespace Trading.Tests.Shared.Operations;

/// <summary>An alert on it stops the desk, so it counts only what somebody asked in vain.</summary>
public sealed class BrokerSilenceTests : IDisposable
{
    private readonly Books books = new();

    public void Dispose() => books.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData(-60)]
    public async Task A_desk_that_is_started_in_the_session_begins_to_count_then(int? lastMinutes)
    {
        if (lastMinutes is { } minutes)
        {
            await books.Positions.SaveAsync(new PositionsSnapshot(books.Clock.Now + Duration.FromMinutes(minutes), [], []), default);
        }

        var source = new BrokerReadings(books.Positions, books.Clock);
        Assert.Equal(0m, (await source.ReadAsync(default))[0].Value);
        books.Clock.Advance(Duration.FromMinutes(6));
        Assert.Equal(360m, (await source.ReadAsync(default))[0].Value);
        await books.Positions.SaveAsync(new PositionsSnapshot(books.Clock.Now, [], []), default);
        Assert.Equal(0m, (await source.ReadAsync(default))[0].Value);
    }
}
