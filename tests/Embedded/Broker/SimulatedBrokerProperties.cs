using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Market;
using Trading.Orders;
using Trading.Time;
using static Trading.Tests.Embedded.Broker.SimDay;

namespace Trading.Tests.Embedded.Broker;

/// <summary>Random orders, brackets, cancels and replaces on random minutes: what must hold whatever happens.</summary>
public sealed class SimulatedBrokerProperties
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(12).WithReplay(3, 7);

    [Fact]
    public void Money_and_shares_are_conserved() => Check(async seed =>
    {
        using var day = MakeDay(seed);
        await PlayAsync(day, seed, reopen: false);
        var fills = await day.FillsAsync();
        var cash = 100_000m;
        var held = 0m;
        foreach (var fill in fills)
        {
            var sign = fill.Side == OrderSide.Buy ? 1 : -1;
            held += sign * fill.Quantity.Value;
            cash -= (sign * fill.Price.Value * fill.Quantity.Value) + fill.Fee;
            Assert.True(held >= 0, "sold more than was held");
            Assert.Equal(RegulatoryFees.Of(fill.Side, FakeBars.Monday, fill.Quantity, fill.Price), fill.Fee);
        }

        var account = await day.AccountAsync();
        Assert.Equal((cash, held), (account.Cash, await day.HeldAsync()));
        Assert.Equal(account.Cash + (await day.Broker.PositionsAsync(None)).Sum(x => x.MarketValue), account.Equity);
        Assert.Equal(fills.Count, fills.Select(x => x.Id).Distinct(StringComparer.Ordinal).Count());
    });

    [Fact]
    public void No_order_fills_beyond_its_quantity_and_a_bracket_exits_once() => Check(async seed =>
    {
        using var day = MakeDay(seed);
        await PlayAsync(day, seed, reopen: false);
        var fills = (await day.FillsAsync()).GroupBy(x => x.OrderId).ToDictionary(x => x.Key, x => x.Sum(fill => fill.Quantity.Value), StringComparer.Ordinal);
        var listed = await day.Broker.OrdersAsync(Instant.MinValue, None);
        foreach (var order in listed.SelectMany(order => order.Legs.Append(order)))
        {
            Assert.Equal(fills.GetValueOrDefault(order.Id), order.Filled.Value);
            Assert.True(order.Filled <= order.Quantity, $"{order.Id} filled {order.Filled} of {order.Quantity}");
            Assert.Equal(order.Status == BrokerOrderStatus.Filled, order.Filled == order.Quantity && order.Status != BrokerOrderStatus.Canceled && order.Status != BrokerOrderStatus.Replaced);
        }

        foreach (var entry in listed.Where(order => order.Legs.Count > 0))
        {
            var exits = entry.Legs.Concat(listed.Where(order => order.ParentId == entry.Id)).Sum(leg => leg.Filled.Value);
            Assert.True(exits <= TotalOf(entry, listed), $"{entry.Id} sold {exits}");
            Assert.True(entry.Status == BrokerOrderStatus.Filled || entry.Legs.All(leg => leg.Filled.IsZero));
        }
    });

    [Fact]
    public void Every_fill_is_inside_a_minute_that_began_with_its_order_there() => Check(async seed =>
    {
        using var day = MakeDay(seed);
        await PlayAsync(day, seed, reopen: false);
        var minutes = day.Bars.Minutes(Symbol.Parse("AIG"), FakeBars.Monday).ToDictionary(bar => bar.End);
        var orders = (await day.Broker.OrdersAsync(Instant.MinValue, None)).SelectMany(order => order.Legs.Append(order)).ToDictionary(order => order.Id, StringComparer.Ordinal);
        foreach (var minute in (await day.FillsAsync()).GroupBy(fill => fill.At))
        {
            var bar = minutes[minute.Key];
            Assert.True(minute.Sum(fill => fill.Quantity.Value) <= decimal.Max(1, bar.Volume / 10));
            Assert.All(minute, fill => Assert.InRange(fill.Price.Value, bar.Low, bar.High));
            Assert.All(minute, fill => Assert.True(orders[fill.OrderId].SubmittedAt <= bar.Start));
        }
    });

    [Trait("Bug", "C6.46")]
    [Fact]
    public void An_account_reopened_at_any_call_goes_on_as_if_nothing_had_been() => Check(async seed =>
    {
        using var whole = MakeDay(seed);
        using var broken = MakeDay(seed);
        await PlayAsync(whole, seed, reopen: false);
        await PlayAsync(broken, seed, reopen: true);
        Assert.Equal(await whole.FillsAsync(), await broken.FillsAsync());
        Assert.Equal(await TextAsync(whole), await TextAsync(broken));
    });

    [Fact]
    public void What_a_later_minute_holds_changes_nothing_before_it() => Check(async seed =>
    {
        using var known = MakeDay(seed);
        using var cut = MakeDay(seed, until: 20);
        await PlayAsync(known, seed, reopen: false, steps: 40);
        await PlayAsync(cut, seed, reopen: false, steps: 40);
        Assert.Equal(await TextAsync(known), await TextAsync(cut));
    });

    [Fact]
    public void Rows_cut_off_at_any_write_are_finished_at_the_next_open() => Check(async seed =>
    {
        var random = new Random(seed);
        using var day = MakeDay(seed);
        await day.AccountAsync();
        var left = random.Next(1, 60);
        day.Store.Fails = key => key.StartsWith("sim", StringComparison.Ordinal) && --left < 0;
        await Assert.ThrowsAnyAsync<BrokerException>(async () =>
        {
            for (var again = 0; ; again++)
            {
                await PlayAsync(day, seed + again, reopen: false, prefix: $"p{again}-", steps: 30);
            }
        });
        day.Store.Fails = null;
        day.Reopen();
        await CheckBracketsAsync(day);
        day.Clock.Now = FakeBars.At("16:30");
        await CheckBracketsAsync(day);
        var fills = await day.FillsAsync();
        Assert.Equal(fills.Count, fills.Select(x => x.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(await day.HeldAsync(), fills.Sum(x => x.Side == OrderSide.Buy ? x.Quantity.Value : -x.Quantity.Value));
        Assert.Equal((await day.AccountAsync()).Cash, 100_000m - fills.Sum(x => ((x.Side == OrderSide.Buy ? 1 : -1) * (x.Price * x.Quantity)) + x.Fee));
    });

    private static void Check(Func<int, Task> property) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 100).ToArbitrary(), seed => property(seed).GetAwaiter().GetResult()).Check(Quick);

    private static SimDay MakeDay(int seed, int until = 60)
    {
        var random = new Random(seed ^ 0x5eed);
        var day = new SimDay();
        var price = 100m;
        for (var minute = 0; minute < 60; minute++)
        {
            var open = decimal.Round(price + ((decimal)(random.NextDouble() - 0.5) * 1.5m), 2);
            price = decimal.Round(open + ((decimal)(random.NextDouble() - 0.5) * 2), 2);
            var (high, low) = (decimal.Max(open, price) + (random.Next(60) / 100m), decimal.Min(open, price) - (random.Next(60) / 100m));
            var volume = random.Next(5) == 0 ? random.Next(0, 40) : random.Next(100, 2000);
            if (minute < until && random.Next(12) > 0)
            {
                day.Bars.Add($"{9 + ((30 + minute) / 60):00}:{(30 + minute) % 60:00}", open, high, low, price, volume);
            }
        }

        return day;
    }

    // Each step is half a minute: 40 steps end at 09:50.
    private static async Task PlayAsync(SimDay day, int seed, bool reopen, int steps = 140, string prefix = "o")
    {
        var random = new Random(seed);
        for (var step = 0; step < steps; step++)
        {
            var (kind, near, quantity, pick) = (random.Next(12), decimal.Round(99 + ((decimal)random.NextDouble() * 2), 2), random.Next(1, 120), random.Next(1000));
            var id = $"{prefix}{step}";
            if (reopen && step % 3 == 0)
            {
                day.Reopen();
            }

            await (kind switch
            {
                0 => day.SendAsync(Buy(id, quantity)),
                1 => day.SendAsync(Buy(id, quantity, limit: near)),
                2 or 3 => day.SendAsync(Bracket(id, quantity, near, near + 1.25m, near - 1)),
                4 => day.SendAsync(Bracket(id, quantity, null, 104, 96)),
                5 => day.SendAsync(Sell(id, quantity)),
                6 => day.SendAsync(Sell(id, quantity, stop: near - 1, tif: TimeInForce.Gtc)),
                7 => CancelAsync(day, pick),
                8 => ReplaceAsync(day, id, pick, near),
                _ => Task.CompletedTask,
            });
            day.Clock.Advance(Duration.FromSeconds(30));
        }
    }

    private static async Task<BrokerOrder?> PickAsync(SimDay day, int pick)
    {
        var open = (await day.Broker.OrdersAsync(day.Clock.Now(), None)).SelectMany(order => order.Legs.Append(order)).ToArray();
        return open.Length == 0 ? null : open[pick % open.Length];
    }

    private static async Task CancelAsync(SimDay day, int pick)
    {
        if (await PickAsync(day, pick) is { } order)
        {
            await day.Broker.CancelAsync(order.Id, None);
        }
    }

    private static async Task ReplaceAsync(SimDay day, string id, int pick, decimal near)
    {
        if (await PickAsync(day, pick) is { } order)
        {
            var quantity = order.Leg is null && pick % 2 == 0 ? new Quantity((pick % 150) + 1) : (Quantity?)null;
            await day.Broker.ReplaceAsync(
                order.Id,
                new ReplaceTicket(id, quantity, order.Type == OrderType.Limit ? new Price(near) : null, order.Type == OrderType.Stop ? new Price(near - 0.5m) : null),
                None);
        }
    }

    private static async Task<string> TextAsync(SimDay day)
    {
        var orders = await day.Broker.OrdersAsync(Instant.MinValue, None);
        var lines = orders.SelectMany(order => order.Legs.Select(leg => leg.ToString()).Append((order with { Legs = [] }).ToString()));
        return string.Join('\n', lines) + await day.AccountAsync() + string.Join('\n', await day.Broker.PositionsAsync(None));
    }

    private static decimal TotalOf(BrokerOrder entry, IReadOnlyList<BrokerOrder> listed)
    {
        var total = 0m;
        for (var order = entry; order is not null; order = listed.FirstOrDefault(old => old.ReplacedBy == order.Id))
        {
            total += order.Filled.Value;
        }

        return total;
    }

    private static async Task CheckBracketsAsync(SimDay day)
    {
        foreach (var entry in (await day.Broker.OrdersAsync(Instant.MinValue, None)).Where(order => order.Legs.Count > 0))
        {
            var open = entry.Legs.Where(leg => leg.Status is BrokerOrderStatus.New or BrokerOrderStatus.PartiallyFilled or BrokerOrderStatus.Held).ToArray();
            Assert.Equal(2, entry.Legs.Count);
            Assert.True(open.Length is 0 or 2, $"{entry.Id} has one open leg");
            Assert.True(open.Length == 0 || open[0].Quantity.Value - open[0].Filled.Value == open[1].Quantity.Value - open[1].Filled.Value);
            Assert.True(open.Length == 0 || (entry.Status == BrokerOrderStatus.Filled) == (open[0].Status != BrokerOrderStatus.Held));
        }
    }
}
