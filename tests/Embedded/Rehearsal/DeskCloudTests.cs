using System.CommandLine;
using System.Security.Cryptography;
using NodaTime;
using Trading.Control;
using Trading.Embedded;
using Trading.Embedded.Rehearsal;
using Trading.Embedded.Verbs;
using Trading.Functions.Embedded;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Rehearsal;

/// <summary>A desk whose store lies outside this machine, here in memory: what differs from a state folder.</summary>
public sealed class DeskCloudTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly ManualClock clock = new(Instant.FromUtc(2026, 3, 5, 16, 0));
    private readonly MemoryStore store;
    private readonly FunctionApp app;

    public DeskCloudTests()
    {
        store = new MemoryStore(clock);
        app = TradingApp.Create(clock, RandomNumberGenerator.GetBytes) with { Cloud = new CloudPorts(_ => new CloudStore(store, store), null!) };
    }

    [Fact]
    public async Task A_day_is_the_same_as_in_a_state_folder()
    {
        using var files = new TempFolder();
        var inFiles = await RehearseAsync(Path.Combine(files.FullPath, "state"));
        var outside = await RehearseAsync(null);
        Assert.True(outside.Orders.Submitted > 0);
        Assert.Equal(inFiles.Journal, outside.Journal);
        Assert.Equal(inFiles.Pnl, outside.Pnl);
        Assert.Equal(inFiles.Positions, outside.Positions);
        Assert.Equal(outside.Journal, (await RehearseAsync(null)).Journal);
    }

    [Fact]
    public async Task A_rehearsal_that_was_cut_short_within_an_instant_is_not_gone_on_with()
    {
        store.Fails = key => key == "heartbeats/desk/execution-loop" || key.StartsWith("deskposition/desk/position", StringComparison.Ordinal) && store.Writes > 200;
        await Assert.ThrowsAsync<StorageException>(() => RehearseAsync(null));
        store.Fails = null;
        var refused = await Assert.ThrowsAsync<RefusedException>(() => RehearseAsync(null));
        Assert.StartsWith("the store of --store azure: a rehearsal on it was killed within an instant", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_desk_has_the_store_until_it_ends_or_a_minute_after_it_was_killed()
    {
        var first = await DeskCloud.OpenAsync(app, None);
        var refused = await Assert.ThrowsAsync<RefusedException>(async () => await DeskCloud.OpenAsync(app, None));
        Assert.StartsWith("the store of --store azure: another desk runs on it", refused.Message, StringComparison.Ordinal);
        await first.DisposeAsync();
        var second = await DeskCloud.OpenAsync(app, None);
        clock.Advance(Duration.FromSeconds(61));
        await using (await DeskCloud.OpenAsync(app, None))
        {
            await second.DisposeAsync();
            await Assert.ThrowsAsync<RefusedException>(async () => await DeskCloud.OpenAsync(app, None));
        }
    }

    [Fact]
    public async Task A_store_of_another_host_is_left_alone()
    {
        await new AccountBinding(store).BindAsync("PA1", AccountMode.Paper, None);
        var refused = await Assert.ThrowsAsync<RefusedException>(async () => await DeskCloud.OpenAsync(app, None));
        Assert.Equal("the store of --store azure is in use by another host: name another account, or empty this one", refused.Message);
    }

    [Fact]
    public async Task A_build_without_adapters_says_how_to_have_them()
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(async () => await DeskCloud.OpenAsync(app with { Cloud = null }, None));
        Assert.Equal("--store azure: this build has no adapters; build with AzureAdapters=true in the environment, then ask again", refused.Message);
    }

    [Theory]
    [InlineData("", "state/desk")]
    [InlineData("--store files --state here", "here")]
    [InlineData("--store azure", null)]
    public void Where_a_desk_is_kept(string line, string? folder)
    {
        var place = new PlaceOptions("desk");
        Assert.Equal(folder is null ? null : Path.GetFullPath(folder), place.FolderOf(new Command("verb") { place.State, place.Store }.Parse(line)));
    }

    [Fact]
    public void A_state_folder_beside_the_cloud_is_refused()
    {
        var place = new PlaceOptions("desk");
        Assert.Throws<RefusedException>(() => place.FolderOf(new Command("verb") { place.State, place.Store }.Parse("--store azure --state here")));
    }

    private async Task<DayReport> RehearseAsync(string? folder)
    {
        var request = new RehearsalRequest(
            new LocalDate(2013, 10, 7), 1, new DeskTerms(MarketFactory.Synthetic, 1, 100_000m), folder, null, DryRun: false, new HashSet<string>(StringComparer.Ordinal), Kills: []);
        return Assert.Single((await Rehearser.RunAsync(app, request, new QuietProgress(), None)).Days);
    }
}
