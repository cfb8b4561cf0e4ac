using Trading.Control.Pauses;
using Trading.Execution;
using Trading.Market;
using Trading.Operations.Inquiry.Lists;
using Trading.Operations.Inquiry.Symbols;
using Trading.Orders;
using Trading.Tests.Shared.Execution;

namespace Trading.Tests.Shared.Operations.Inquiry;

[Collection(RehearsedDays.Name)]
public sealed class SymbolReaderTests(RehearsedDays rehearsed) : IDisposable
{
    private readonly LeftBehind desk = rehearsed.Copy();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task What_was_bought_says_how_much_and_why()
    {
        var bought = (await desk.Fills.OnAsync(LeftBehind.First, default)).GroupBy(fill => fill.Symbol).First();

        var answer = await ReadAsync(bought.Key);

        Assert.True(answer is { Bought: true, Confirmed: true, Watchlist.Listed: true });
        Assert.StartsWith($"bought {bought.Sum(fill => fill.Quantity.Value):0} at ", answer.Sentence, StringComparison.Ordinal);
        Assert.Contains(answer.Orders, order => order.Purpose == OrderPurpose.ProtectiveStop);
        Assert.NotNull(answer.Watchlist.Candidate);
    }

    [Fact]
    public async Task What_was_refused_says_by_which_check_and_when()
    {
        var bought = (await desk.Fills.OnAsync(LeftBehind.First, default)).Select(fill => fill.Symbol).ToHashSet();
        var refused = (await desk.Lister.RefusedAsync(LeftBehind.First, default)).Last(line => !bought.Contains(line.Symbol));

        var answer = await ReadAsync(refused.Symbol);

        Assert.Equal((false, true), (answer.Bought, answer.Confirmed));
        Assert.StartsWith($"not bought: {refused.Code}:", answer.Sentence, StringComparison.Ordinal);
        Assert.Contains(answer.Refusals, line => line.Code == refused.Code && line.CreatedAt == refused.CreatedAt);
    }

    [Fact]
    public async Task What_was_not_scanned_not_listed_or_on_no_session_says_so()
    {
        Assert.StartsWith("not bought: not among the ", (await ReadAsync(Symbol.Parse("ZZZ"))).Sentence, StringComparison.Ordinal);
        var sunday = await Reader.ReadAsync(Symbol.Parse("ZZZ"), new(2026, 3, 8), default);
        Assert.Equal(("not bought: 2026-03-08 is no session", "no scan of the date was completed"), (sunday.Sentence, sunday.Watchlist.Sentence));
    }

    [Fact]
    public async Task Pauses_and_the_gates_of_the_day_are_told()
    {
        var symbol = (await desk.Lister.RefusedAsync(LeftBehind.First, default))[0].Symbol;
        await desk.Pauses.PauseAsync(PauseKind.Symbol, symbol.ToString(), "ann", "a test", default);
        await desk.Pauses.PauseAsync(PauseKind.Symbol, "ZZZ", "ann", "another", default);

        Assert.Equal(symbol.ToString(), Assert.Single((await ReadAsync(symbol)).Pauses).Name);
        Assert.Contains((await ReadAsync(symbol)).HeldBack, one => one.Kind == "gate-changed");
        var today = await Reader.ReadAsync(symbol, LeftBehind.Second, default);
        Assert.Equal("a test", Assert.Single(today.HeldBack, one => one.Kind == "entries-paused").Sentence);
    }

    [Fact]
    public async Task A_confirmed_candidate_without_an_order_leaves_its_reason_once_a_day()
    {
        using var cycle = await CycleDesk.OpenAsync(null, CycleDesk.Candidate("AIG", first: 50.01m, second: 50.02m));
        await cycle.RunAsync();
        await cycle.RunAsync();

        var refused = await new OrderLister(cycle.Desk.Book, new Trading.Journal.JournalReader(cycle.Desk.Store)).RefusedAsync(Trading.Tests.Shared.Orders.Desk.Date, default);

        var line = Assert.Single(refused);
        Assert.Equal(("invalid_target", OrderPurpose.Entry, "AIG"), (line.Code, line.Purpose, line.Symbol.ToString()));
    }

    private SymbolReader Reader => new(desk.Book, desk.Lister, desk.Journal, new DecisionReader(desk.Store), desk.Pauses);

    private ValueTask<SymbolAnswer> ReadAsync(Symbol symbol) => Reader.ReadAsync(symbol, LeftBehind.First, default);
}
