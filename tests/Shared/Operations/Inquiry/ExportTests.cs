using System.Globalization;
using NodaTime;
using Trading.Accounting;
using Trading.Market;
using Trading.Operations.Inquiry.Exports;
using Trading.Orders;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Operations.Inquiry;

[Collection(RehearsedDays.Name)]
public sealed class ExportTests(RehearsedDays rehearsed) : IDisposable
{
    private readonly LeftBehind desk = rehearsed.Copy();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task The_file_of_trades_reads_back_as_the_executions()
    {
        var fills = await desk.Fills.BetweenAsync(LeftBehind.First, LeftBehind.Second, default);

        var rows = Rows(TradesCsv.Write(fills));

        Assert.Equal("execution_id,order_id,broker_order_id,trading_date,executed_at,symbol,side,quantity,price,fee,amount,strategy,correlation_id,external", string.Join(',', rows[0]));
        Assert.Equal(fills.Select(fill => fill.Id), rows[1..].Select(row => row[0]));
        Assert.Equal(fills.Select(fill => fill.CashFlow), rows[1..].Select(row => decimal.Parse(row[10], CultureInfo.InvariantCulture)));
        Assert.All(rows, row => Assert.Equal(14, row.Length));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("swing", "swing")]
    public void A_text_is_never_a_formula(string strategy, string written)
    {
        var fill = new BookedFill(
            "f-1", "o-1", "b-1", Symbol.Parse("AIG"), OrderSide.Buy, new(2m), new(10.5m), 0m, Instant.FromUtc(2026, 3, 5, 15, 0), LeftBehind.First, strategy, "chain", IsExternal: false);

        var line = System.Text.Encoding.UTF8.GetString(TradesCsv.Write([fill])).Split("\r\n")[1];

        Assert.Equal($"f-1,o-1,b-1,2026-03-05,2026-03-05T15:00:00Z,AIG,Buy,2,10.5,0,-21.0,{written},chain,false", line);
    }

    [Fact]
    public async Task The_state_holds_what_the_close_holds()
    {
        var close = (await desk.Days.CloseOfAsync(LeftBehind.Second, default))!;

        var state = await desk.Exporter(new FakeBroker(desk.Clock)).ReadAsync(default);

        Assert.Equal(close.Positions.Select(position => (position.Symbol, position.Quantity.Value)), state.Positions.Select(position => (position.Symbol, position.Size)));
        Assert.Equal(close.BookCash, state.Balance);
        Assert.Equal((1, 1, "paper", LeftBehind.Account), (state.Version, state.SchemaVersion, state.Source, state.Account));
        Assert.All(state.Positions, position => Assert.True(position is { Side: "long", External: false, Stop: > 0m, OpenedAtMs: > 0 } && position.Stop < position.EntryPrice * 1.1m));
        Assert.Equal((await desk.Book.LoadAsync(default)).Open.Length, state.OpenOrders.Count);
    }

    [Fact]
    public async Task A_broker_that_is_down_is_said_to_be_and_spoils_nothing()
    {
        var broker = new FakeBroker(desk.Clock);
        broker.DeadReads.Add("account");

        var state = await desk.Exporter(broker).ReadAsync(default);

        Assert.Null(state.Observed.Cash);
        Assert.StartsWith("the broker did not answer", state.Observed.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(state.Positions);
    }

    private static string[][] Rows(byte[] csv) =>
        [.. System.Text.Encoding.UTF8.GetString(csv).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','))];
}
