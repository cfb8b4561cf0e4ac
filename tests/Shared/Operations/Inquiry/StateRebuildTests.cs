using Trading.Control;
using Trading.Journal;
using Trading.Operations.Inquiry.States;
using Trading.Orders;
using Trading.Storage;

namespace Trading.Tests.Shared.Operations.Inquiry;

[Collection(RehearsedDays.Name)]
public sealed class StateRebuildTests(RehearsedDays rehearsed) : IDisposable
{
    private readonly LeftBehind desk = rehearsed.Copy();

    public void Dispose() => desk.Dispose();

    private StateChecker Checker => new(desk.Book, desk.Fills, desk.Journal, desk.Writer, desk.Kill, desk.Gates, desk.Loop, desk.Pauses, desk.Clock);

    [Fact]
    public async Task What_the_days_left_behind_is_what_their_journal_says()
    {
        var report = await Checker.CheckAsync(default);

        Assert.Empty(report.Differences);
        Assert.Equal(("PASS", false), (report.Status, report.Applied));
    }

    [Fact]
    public async Task An_order_book_that_was_wiped_is_the_same_again()
    {
        var before = (await desk.Book.LoadAsync(default)).Orders;
        foreach (var order in before)
        {
            await desk.Store.DeleteAsync(OrderBook.Table, LeftBehind.Account, order.Id, default);
        }

        var seen = await RunAsync(apply: false);
        Assert.Equal(before.Select(order => order.Id), seen.Differences.Where(difference => difference.What == "missing").Select(difference => difference.Key));
        Assert.Empty((await desk.Book.LoadAsync(default)).Orders);

        var written = await RunAsync(apply: true);
        Assert.Equal((before.Length, true), (written.Written, written.Applied));
        var after = (await desk.Book.LoadAsync(default)).Orders;
        Assert.Equal(before.Select(Facts), after.Select(Facts));
        Assert.Equal(before.Select(order => (order.CreatedAt, order.SentAt)), after.Select(order => (order.CreatedAt, order.SentAt)));
        Assert.Equal("PASS", (await Checker.CheckAsync(default)).Status);
    }

    [Fact]
    public async Task Executions_that_were_lost_are_booked_again()
    {
        var before = await desk.Fills.OnAsync(LeftBehind.First, default);
        await desk.Store.DeleteAsync("fills", $"{LeftBehind.Account}:2026-03-05", before[0].Id, default);
        await desk.Store.DeleteAsync("fills", $"{LeftBehind.Account}:2026-03-05", before[^1].Id, default);

        Assert.Equal(2, (await RunAsync(apply: true)).Written);

        Assert.Equal(before, await desk.Fills.OnAsync(LeftBehind.First, default));
        Assert.Equal("PASS", (await Checker.CheckAsync(default)).Status);
    }

    [Fact]
    public async Task Terms_are_written_again_progress_only_forward_and_nothing_is_deleted()
    {
        var orders = (await desk.Book.LoadAsync(default)).Orders;
        var changed = orders.First(order => order is { Purpose: OrderPurpose.Entry, State: OrderState.Filled });
        var behind = orders.Last(order => order is { Purpose: OrderPurpose.Entry, State: OrderState.Filled });
        var ahead = orders.First(order => order.IsOpen);
        await desk.Book.ChangeAsync(changed.Id, row => row with { LimitPrice = new(1m) }, default);
        await desk.Book.ChangeAsync(behind.Id, row => row with { State = OrderState.Submitted, Filled = default, AverageFillPrice = null }, default);
        await desk.Book.ChangeAsync(ahead.Id, row => row with { State = OrderState.Filled, Filled = row.Quantity }, default);
        await desk.Book.ReserveAsync(changed with { Id = "20260306-swing-ZZZ-buy-1", BrokerOrderId = null }, default);

        var report = await RunAsync(apply: true);

        Assert.Equal(2, report.Written);
        var view = await desk.Book.LoadAsync(default);
        Assert.Equal(Facts(changed), Facts(view.Find(changed.Id)!));
        Assert.Equal(Facts(behind), Facts(view.Find(behind.Id)!));
        Assert.Equal(OrderState.Filled, view.Find(ahead.Id)!.State);
        Assert.NotNull(view.Find("20260306-swing-ZZZ-buy-1"));
        Assert.Contains(report.Differences, difference => difference is { What: "extra", Rebuilds: false, Key: "20260306-swing-ZZZ-buy-1" });
        Assert.Contains(report.Differences, difference => difference is { Field: "state", Rebuilds: false } && difference.Key == ahead.Id);
    }

    [Fact]
    public async Task A_kill_that_was_lost_is_raised_again_and_one_that_the_journal_does_not_know_stays()
    {
        // Another process raised it: this one has not seen it yet.
        await desk.AnotherKillSwitch().EscalateAsync(KillMode.HaltAll, "http", "ann", "a test", default);

        foreach (var partition in new[] { "desk", LeftBehind.Account })
        {
            await desk.Store.DeleteAsync("control", partition, "kill", default);
        }

        var report = await RunAsync(apply: true);

        Assert.Contains(report.Differences, difference => difference is { Kind: "kill", Journal: "halt_all", Record: "off", Rebuilds: true });
        Assert.Equal(KillMode.HaltAll, (await desk.Kill.ReadAsync(default)).Mode);
    }

    [Fact]
    public async Task A_gate_is_shut_as_the_journal_has_it_and_never_opened()
    {
        await desk.Gates.RevokeAsync("ann", "a test", default);
        var stored = Assert.Single((await desk.Store.QueryAsync("control", "desk", "gates", default)).Concat(await desk.Store.QueryAsync("control", LeftBehind.Account, "gates", default)));
        await desk.Store.PutAsync("control", stored.Partition, "gates", stored.Json.Replace("\"approved\":false", "\"approved\":true", StringComparison.Ordinal).Replace("\"dryRun\":false", "\"dryRun\":true", StringComparison.Ordinal), default);

        var report = await RunAsync(apply: true);

        Assert.Equal((true, false), (await desk.Gates.ReadAsync(default)) is var gate ? (gate.DryRun, gate.Approved) : default);
        Assert.Equal(1, report.Written);
        Assert.Contains(report.Differences, difference => difference is { Kind: "gates", Key: "dry_run", Rebuilds: false });
    }

    [Fact]
    public async Task A_damaged_journal_proves_nothing()
    {
        var blob = (await desk.Store.ReadAsync(JournalWriter.Container, "2026-03-05.jsonl", default))!;
        var bytes = blob.Content.ToArray();
        bytes[200] ^= 1;
        await desk.Store.PutAsync(JournalWriter.Container, "2026-03-05.jsonl", bytes, default);

        var (report, refusal) = await Rebuilder.RunAsync(apply: true, "ann", "a test", default);

        Assert.Null(report);
        Assert.StartsWith("the journal does not hold and proves nothing: ", refusal, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Bug", "AVWAP2.7.schema-drop")]
    public async Task A_store_of_another_schema_is_left_as_it_is()
    {
        var orders = (await desk.Book.LoadAsync(default)).Orders.Length;
        await desk.Store.PutAsync("desk", "desk", "schema", """{"version":99}""", default);

        var (report, refusal) = await Rebuilder.RunAsync(apply: true, "ann", "a test", default);

        Assert.Null(report);
        Assert.Contains("schema version 99", refusal, StringComparison.Ordinal);
        Assert.Equal(orders, (await desk.Book.LoadAsync(default)).Orders.Length);
    }

    private StateRebuilder Rebuilder => new(
        Checker, desk.Book, desk.Fills, desk.Kill, desk.Gates, new JournalCheck(desk.Store, new JournalAnchors(desk.Store)), desk.Writer, new StoreSchema(desk.Store));

    private async Task<StateReport> RunAsync(bool apply) => (await Rebuilder.RunAsync(apply, "ann", "a test", default)).Report!;

    private static Order Facts(Order order) => order with { CreatedAt = default, SentAt = null, UpdatedAt = default, FilledFrom = null };
}
