using FsCheck;
using FsCheck.Fluent;
using Trading.Accounting;
using Trading.Market;
using Trading.Orders;

namespace Trading.Tests.Shared.Accounting;

public sealed class FifoLedgerTests
{
    [Fact]
    [Trait("Bug", "C3.15")]
    public void A_partly_filled_and_canceled_order_counts_with_what_was_executed()
    {
        var ledger = FifoLedger.Run([], [Fills.One("AIG", "b3@50", 0, order: "entry"), Fills.One("AIG", "b4@50", 1, order: "entry"), Fills.One("AIG", "s7@51", 2)]);
        Assert.Equal(7m, RoundTrip.Of(ledger.Matches).Sum(trip => trip.Gross));
        Assert.Empty(ledger.Unmatched);
    }

    [Fact]
    [Trait("Bug", "C2.9")]
    public void Many_executions_of_two_orders_are_one_round_trip()
    {
        List<BookedFill> fills =
        [
            Fills.One("AIG", "b30@50", 0, order: "entry"), Fills.One("AIG", "b70@50.01", 1, order: "entry"),
            Fills.One("AIG", "s60@51", 2, order: "exit"), Fills.One("AIG", "s40@51.02", 3, order: "exit"),
        ];
        var day = Fills.Summarize(fills);
        Assert.Equal((2, 1, 1, 1, 0), (day.Trades, day.Buys, day.Sells, day.Wins, day.Losses));
        Assert.Equal((30 * 1m) + (30 * 0.99m) + (40 * 1.01m), day.Realized);
    }

    [Fact]
    public void Order_of_arrival_does_not_matter()
    {
        var fills = Fills.Of("AIG", "b10@100 s6@105 b4@90 s6@110");
        var forward = FifoLedger.Run([], fills);
        fills.Reverse();
        Assert.Equal(forward.Matches, FifoLedger.Run([], fills).Matches);
    }

    [Fact]
    public void A_buy_and_a_sell_of_one_instant_are_a_round_trip_not_a_short()
    {
        var buy = Fills.One("AIG", "b5@10", 1);
        var sell = Fills.One("AIG", "s5@9", 0) with { At = buy.At };
        Assert.Empty(FifoLedger.Run([], [sell, buy]).Unmatched);
    }

    [Fact]
    public void Fees_are_split_by_shares_and_nothing_is_lost()
    {
        var ledger = FifoLedger.Run([], [Fills.One("AIG", "b3@10", 0, fee: 1m), Fills.One("AIG", "s1@11", 1), Fills.One("AIG", "s1@11", 2), Fills.One("AIG", "s1@11", 3)]);
        Assert.Equal([0.33333333m, 0.33333334m, 0.33333333m], ledger.Matches.Select(match => match.Fees));
        Assert.Equal(1m, ledger.Matches.Sum(match => match.Fees));
    }

    [Fact]
    public void Our_sells_never_touch_what_is_not_ours()
    {
        var ledger = FifoLedger.Run([], [Fills.One("AIG", "b5@10", 0, isExternal: true), Fills.One("AIG", "s5@11", 1)]);
        Assert.Equal(new Quantity(5m), Assert.Single(ledger.Unmatched).Quantity);
        Assert.True(Assert.Single(ledger.OpenLots).IsExternal);
    }

    [Fact]
    public void A_sell_by_hand_takes_what_was_bought_by_hand_and_then_ours()
    {
        var ledger = FifoLedger.Run([], [Fills.One("AIG", "b5@10", 0), Fills.One("AIG", "b5@20", 1, isExternal: true), Fills.One("AIG", "s7@30", 2, isExternal: true)]);
        Assert.Equal([true, false], ledger.Matches.Select(match => match.Lot.IsExternal));
        Assert.Equal(new Quantity(3m), Assert.Single(ledger.OpenLots).Quantity);
    }

    [Fact]
    public void An_open_lot_without_a_closing_price_stops_the_summary() =>
        Assert.Throws<ArgumentException>(() => Fills.Summarize(Fills.Of("AIG", "b10@100")));

    [Fact]
    public void Days_one_by_one_give_what_the_whole_gives()
    {
        // Any sequence of fills, cut anywhere: same lots, same matches.
        var cases = Gen.Choose(1, 40).SelectMany(count => Gen.Choose(0, int.MaxValue).ArrayOf(count)).ToArbitrary();
        Prop.ForAll(cases, seeds =>
        {
            var fills = seeds.Select((seed, i) => Fills.One("AIG", $"{(seed % 3 == 0 ? 's' : 'b')}{1 + (seed % 17)}@{10 + (seed % 7)}", i, fee: seed % 5 * 0.01m)).ToList();
            var whole = FifoLedger.Run([], fills);
            var cut = seeds[0] % fills.Count;
            var first = FifoLedger.Run([], fills.Take(cut));
            var second = FifoLedger.Run(first.OpenLots, fills.Skip(cut));
            return whole.OpenLots.SequenceEqual(second.OpenLots)
                && whole.Matches.SequenceEqual(first.Matches.Concat(second.Matches))
                && Conserves(whole, fills);
        }).Check(Config.QuickThrowOnFailure.WithReplay(20131007, 1));
    }

    // Shares and money neither appear nor vanish: cash + cost of what is open = realized, but for what was sold without a lot.
    private static bool Conserves(FifoLedger ledger, List<BookedFill> fills)
    {
        var shares = fills.Sum(fill => fill.SignedQuantity);
        var fees = ledger.Matches.Sum(match => match.Fees) + ledger.OpenLots.Sum(lot => lot.Fee);
        var unmatched = ledger.Unmatched.Sum(sell => sell.Quantity.Value);
        var noShorts = unmatched > 0 || fills.Sum(fill => fill.CashFlow) + ledger.OpenLots.Sum(lot => lot.Price * lot.Quantity) == ledger.Matches.Sum(match => match.Gross);
        return ledger.OpenLots.Sum(lot => lot.Quantity.Value) - unmatched == shares && noShorts && (unmatched > 0 || fees == fills.Sum(fill => fill.Fee))
            && ledger.OpenLots.All(lot => lot.Quantity > Quantity.Zero) && fills.All(fill => fill.Side is OrderSide.Buy or OrderSide.Sell);
    }
}
