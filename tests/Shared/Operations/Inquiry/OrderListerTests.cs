using System.Text;
using NodaTime;
using Trading.Journal;
using Trading.Market;
using Trading.Operations.Inquiry.Lists;

namespace Trading.Tests.Shared.Operations.Inquiry;

[Collection(RehearsedDays.Name)]
public sealed class OrderListerTests(RehearsedDays rehearsed) : IDisposable
{
    private readonly LeftBehind desk = rehearsed.Copy();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Refused_orders_are_listed_with_their_code()
    {
        var journal = Encoding.UTF8.GetString((await desk.Store.ReadAsync(JournalWriter.Container, "2026-03-05.jsonl", default))!.Content.Span).Split('\n');
        int Told(string words) => journal.Count(line => (line.Contains("\"order-blocked\"", StringComparison.Ordinal) || line.Contains("\"entry-declined\"", StringComparison.Ordinal)) && line.Contains(words, StringComparison.Ordinal));

        var blocked = await ListAsync("blocked", date: LeftBehind.First);

        Assert.True(blocked.Count > 20);
        Assert.Equal(Told("\"code\""), blocked.Count);
        Assert.All(blocked, line => Assert.Equal((OrderLine.Blocked, false), (line.State, line.IsOpen)));
        Assert.Equal(Told("\"code\":\"rate_limit\""), (await ListAsync(null, reason: "rate_limit", date: LeftBehind.First)).Count);
        Assert.Empty(await ListAsync("blocked", reason: "kill_switch", date: LeftBehind.First));
    }

    [Fact]
    public async Task Status_symbol_and_reason_narrow_the_list()
    {
        var all = await ListAsync(null);
        Assert.Equal((await desk.Book.LoadAsync(default)).Orders.Length, all.Count);
        Assert.Equal(all.OrderByDescending(line => line.CreatedAt).Select(line => line.CreatedAt), all.Select(line => line.CreatedAt));
        Assert.Equal(all.Select(line => line.Key).OrderDescending(StringComparer.Ordinal).Distinct(), all.Select(line => line.Key));
        Assert.Equal(14, (await ListAsync("filled")).Count);
        Assert.All(await ListAsync("pending"), line => Assert.True(line.IsOpen));
        Assert.All(await ListAsync(null, reason: "the stop rises"), line => Assert.StartsWith("the stop rises", line.Reason, StringComparison.Ordinal));
        var symbol = all[0].Symbol;
        Assert.Equal(all.Count(line => line.Symbol == symbol), (await ListAsync(null, symbol: symbol)).Count);
    }

    [Fact]
    [Trait("Bug", "C3.19")]
    public async Task An_archived_order_is_still_listed_under_its_date()
    {
        var before = (await ListAsync(null, date: LeftBehind.First)).Select(line => line.Id).ToList();
        Assert.True(await desk.Book.ArchiveAsync(LeftBehind.Second.PlusDays(1), default) > 0);

        Assert.Equal(before, (await ListAsync(null, date: LeftBehind.First)).Select(line => line.Id));
    }

    [Theory]
    [InlineData("partially_filled", true)]
    [InlineData("Dry-Run", true)]
    [InlineData("cancelled", true)]
    [InlineData("3", false)]
    [InlineData("done", false)]
    [InlineData("", false)]
    public void Words_of_status_are_exact_but_for_case_and_dashes(string text, bool known) => Assert.Equal(known, OrderStatusWord.TryParse(text) is not null);

    private async Task<IReadOnlyList<OrderLine>> ListAsync(string? status, Symbol? symbol = null, string? reason = null, LocalDate? date = null) =>
        await desk.Lister.ListAsync(new OrderQuery(status is null ? null : OrderStatusWord.TryParse(status), symbol, reason, date), LeftBehind.Second, default);
}
