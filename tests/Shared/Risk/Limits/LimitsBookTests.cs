using Trading.Risk;
using Trading.Risk.Limits;
using Trading.Storage;
using static Trading.Tests.Shared.Risk.Limits.LimitWorld;

namespace Trading.Tests.Shared.Risk.Limits;

/// <summary>The limits in force: kept, read at each decision, lowered at once and raised by nobody alone.</summary>
public sealed class LimitsBookTests
{
    [Fact]
    public async Task An_account_begins_with_its_defaults_and_the_journal_says_so()
    {
        using var world = new LimitWorld(RiskLimits.Live);
        Assert.Equal(RiskLimits.Live, await world.NowAsync());
        Assert.Equal(RiskLimits.Live, await world.NowAsync());
        Assert.Contains("\"number\":1,\"source\":\"default\"", Assert.Single(await world.EventsAsync("limits-changed")), StringComparison.Ordinal);
        Assert.Empty(await world.AlertsAsync("limits-changed"));
    }

    [Fact]
    [Trait("Bug", "C1.reload")]
    public async Task A_lower_value_in_the_file_counts_at_the_next_decision_and_says_so()
    {
        using var world = new LimitWorld();
        await world.NowAsync();
        await world.WriteAsync("{\"total_exposure\": 20000, \"cooldown_seconds\": 1200}");
        Assert.Equal(RiskLimits.Paper with { TotalExposure = 20_000m, CooldownSeconds = 1200 }, await world.NowAsync());
        Assert.Single(await world.EventsAsync("limits-reloaded"));
        var change = (await world.EventsAsync("limits-changed"))[^1];
        Assert.Contains("\"number\":2,\"source\":\"file\",\"who\":\"file\"", change, StringComparison.Ordinal);
        Assert.Contains("""[{"key":"cooldown_seconds","from":900,"to":1200},{"key":"total_exposure","from":50000,"to":20000}]""", change, StringComparison.Ordinal);
        Assert.Equal("limits changed by file (file): cooldown_seconds from 900 to 1200, total_exposure from 50000 to 20000", Assert.Single(await world.AlertsAsync("limits-changed")).Sentence);
    }

    [Fact]
    public async Task A_higher_value_in_the_file_waits_and_the_lower_ones_beside_it_do_not()
    {
        using var world = new LimitWorld();
        await world.WriteAsync("{\"total_exposure\": 80000, \"positions\": 4, \"notional_per_minute\": 5000}");
        Assert.Equal(RiskLimits.Paper with { Positions = 4, NotionalPerMinute = 5000m }, await world.NowAsync());
        var pending = await world.PendingAsync();
        Assert.Equal(new Dictionary<string, decimal> { ["total_exposure"] = 80_000m }, pending!.Values);
        Assert.Null(pending.RequestId);
        Assert.Contains("total_exposure from 50000 to 80000", Assert.Single(await world.AlertsAsync("limits-raise-pending")).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Bug", "C4.36")]
    public async Task Neither_a_restart_nor_another_build_raises_anything()
    {
        using var world = new LimitWorld(RiskLimits.Live);
        await world.NowAsync();
        world.Restart(RiskLimits.Paper);
        Assert.Equal(RiskLimits.Live, await world.NowAsync());
        Assert.Equal(LimitSource.Default, (await world.PendingAsync())!.Source);
        world.Restart(RiskLimits.Paper);
        Assert.Equal(RiskLimits.Live, await world.NowAsync());
        Assert.Equal(50_000m, (await world.PendingAsync())!.Values["total_exposure"]);
    }

    [Fact]
    [Trait("Bug", "C4.36")]
    public async Task Limits_whose_row_is_gone_are_those_of_the_history_and_not_the_defaults()
    {
        using var world = new LimitWorld();
        await world.SetAsync(Ann, ("total_exposure", 20_000m));
        await ((IRecords)world.Store).DeleteAsync(LimitsBook.Table, Account, LimitsBook.Row, default);
        Assert.Equal(20_000m, (await world.NowAsync()).TotalExposure);
        await ((IRecords)world.Store).DeleteAsync(LimitsBook.Table, Account, LimitsBook.Row, default);
        world.Restart();
        Assert.Equal(RiskLimits.Paper with { TotalExposure = 20_000m }, await world.NowAsync());
        Assert.Null(await world.PendingAsync());
        await world.SetAsync(Ann, ("positions", 4m));
        Assert.Equal(3, (await world.Book.StateAsync(default)).Number);
    }

    [Fact]
    public async Task A_build_with_lower_defaults_lowers_what_nobody_had_set()
    {
        using var world = new LimitWorld();
        await world.SetAsync(Ann, ("total_exposure", 30_000m));
        world.Restart(RiskLimits.Paper with { TotalExposure = 25_000m, Positions = 6, CooldownSeconds = 600 });
        Assert.Equal(RiskLimits.Paper with { TotalExposure = 30_000m, Positions = 6 }, await world.NowAsync());
        Assert.Equal(["cooldown_seconds"], (await world.PendingAsync())!.Values.Keys);
    }

    [Fact]
    public async Task A_limit_that_is_new_in_a_build_begins_at_its_default()
    {
        using var world = new LimitWorld();
        await world.SetAsync(Ann, ("total_exposure", 30_000m));
        await EditAsync(world, json => json.Replace("\"leverage\":2.0,", string.Empty, StringComparison.Ordinal));
        world.Restart();
        Assert.Equal(RiskLimits.Paper with { TotalExposure = 30_000m }, await world.NowAsync());
        await world.SetAsync(Ann, ("leverage", 1m));
        Assert.Equal(RiskLimits.Paper with { TotalExposure = 30_000m, Leverage = 1m }, await world.NowAsync());
    }

    [Fact]
    public async Task A_restart_keeps_the_limits_and_does_not_read_the_same_file_again()
    {
        using var world = new LimitWorld();
        await world.WriteAsync("{\"total_exposure\": 20000}");
        await world.NowAsync();
        await world.SetAsync(Ann, ("total_exposure", 10_000m));
        world.Restart();
        Assert.Equal(10_000m, (await world.NowAsync()).TotalExposure);
        Assert.Null(await world.PendingAsync());
        Assert.Single(await world.EventsAsync("limits-reloaded"));
    }

    [Fact]
    public async Task A_bad_file_keeps_the_last_good_is_told_once_and_tried_again_when_it_changes()
    {
        using var world = new LimitWorld();
        await world.WriteAsync("{\"total_exposure\": 20000}");
        await world.NowAsync();
        await world.WriteAsync("{\"total_exposure\": 10000, \"leverage\": NaN}");
        Assert.Equal(20_000m, (await world.NowAsync()).TotalExposure);
        Assert.Equal(20_000m, (await world.NowAsync()).TotalExposure);
        Assert.Contains("leverage is the text", Assert.Single(await world.AlertsAsync("limits-file-bad")).Sentence, StringComparison.Ordinal);
        Assert.Single((await world.Book.FaultsAsync(default))!);
        await world.WriteAsync("{\"total_exposure\": 15000}");
        Assert.Equal(15_000m, (await world.NowAsync()).TotalExposure);
        Assert.Single(await world.EventsAsync("limits-file-bad"));
    }

    [Fact]
    public async Task A_file_that_is_gone_keeps_the_last_good_and_says_so()
    {
        using var world = new LimitWorld();
        await world.WriteAsync("{\"total_exposure\": 20000, \"leverage\": 3}");
        await world.NowAsync();
        await world.DeleteAsync();
        Assert.Equal(20_000m, (await world.NowAsync()).TotalExposure);
        Assert.Null(await world.PendingAsync());
        Assert.Single(await world.EventsAsync("limits-file-gone"));
        Assert.Single(await world.EventsAsync("limits-raise-void"));
    }

    [Fact]
    public async Task The_faults_that_keep_a_desk_from_starting_are_found_without_a_write()
    {
        using var world = new LimitWorld(RiskLimits.Paper with { Positions = 0 });
        await world.WriteAsync("{\"positions\": -1, \"foo\": 1}");
        var writes = world.Store.Writes;
        Assert.Equal(3, (await world.Book.FaultsAsync(default)).Count);
        Assert.Equal(writes, world.Store.Writes);
    }

    [Theory]
    [InlineData("limits/PA1/effective")]
    [InlineData("config/limits.json")]
    public async Task A_store_that_does_not_answer_is_no_limit_at_all(string key)
    {
        using var world = new LimitWorld();
        await world.WriteAsync("{\"total_exposure\": 20000}");
        await world.NowAsync();
        world.Store.Fails = called => called == key;
        await Assert.ThrowsAsync<StorageException>(world.NowAsync);
        Assert.Equal(20_000m, world.Book.Known.TotalExposure);
        world.Store.Fails = null;
        Assert.Equal(20_000m, (await world.NowAsync()).TotalExposure);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"change\":null}")]
    [InlineData("not json")]
    public async Task A_row_that_holds_no_limits_is_a_store_that_does_not_answer(string json)
    {
        using var world = new LimitWorld();
        await world.NowAsync();
        await EditAsync(world, _ => json);
        await Assert.ThrowsAsync<StorageException>(world.NowAsync);
    }

    [Fact]
    public async Task A_row_with_a_value_that_is_no_limit_is_a_store_that_does_not_answer()
    {
        using var world = new LimitWorld();
        await world.NowAsync();
        await EditAsync(world, json => json.Replace("\"leverage\":2", "\"leverage\":-2", StringComparison.Ordinal));
        await Assert.ThrowsAsync<StorageException>(world.NowAsync);
    }

    [Fact]
    public async Task A_change_whose_telling_was_cut_short_is_told_later()
    {
        using var world = new LimitWorld();
        await world.NowAsync();
        world.Store.Fails = called => called.StartsWith("journal/", StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageException>(async () => await world.SetAsync(Ann, ("positions", 3m)));
        world.Store.Fails = null;
        world.Restart();
        Assert.Equal(3, (await world.NowAsync()).Positions);
        Assert.Contains("\"number\":2", (await world.EventsAsync("limits-changed"))[^1], StringComparison.Ordinal);
        Assert.Equal([1, 2], (await world.Desk.HistoryAsync(default)).Select(change => change.Number));
    }

    [Fact]
    public async Task Two_processes_see_one_set_of_limits()
    {
        using var world = new LimitWorld();
        await world.NowAsync();
        var first = world.Book;
        world.Restart();
        await world.SetAsync(Ann, ("positions", 3m));
        Assert.Equal(3, (await first.CurrentAsync(default)).Positions);
    }

    [Fact]
    public async Task A_decision_under_unchanged_limits_asks_the_store_twice_and_reads_nothing_anew()
    {
        using var world = new LimitWorld();
        await world.WriteAsync("{\"total_exposure\": 20000}");
        var limits = await world.NowAsync();
        var (calls, writes) = (world.Store.Calls, world.Store.Writes);
        Assert.Same(limits, await world.NowAsync());
        Assert.Equal((calls + 2, writes), (world.Store.Calls, world.Store.Writes));
    }

    private static async Task EditAsync(LimitWorld world, Func<string, string> edit)
    {
        IRecords records = world.Store;
        var row = await records.GetAsync(LimitsBook.Table, Account, LimitsBook.Row, default);
        var json = edit(row!.Json);
        Assert.NotEqual(row.Json, json);
        await records.PutAsync(LimitsBook.Table, Account, LimitsBook.Row, json, default);
    }
}
