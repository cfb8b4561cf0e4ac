using Trading.Market;

namespace Trading.Execution.Requests;

/// <summary>Which lots go when a position is cut down: whole ones first, the largest that fit, so that as few as can be lose the legs that hold them; at most one is split. Pure.</summary>
internal static class Reduction
{
    /// <summary>Whole shares to keep of each lot, in the order given. They add up to <paramref name="keep"/>, or to all there is.</summary>
    public static IReadOnlyList<Quantity> Split(IReadOnlyList<Quantity> lots, decimal keep)
    {
        var kept = lots.ToArray();
        var sell = lots.Sum(lot => lot.Value) - keep;
        foreach (var i in Enumerable.Range(0, kept.Length).OrderByDescending(i => lots[i].Value))
        {
            if (kept[i].Value <= sell)
            {
                sell -= kept[i].Value;
                kept[i] = Quantity.Zero;
            }
        }

        if (sell > 0m)
        {
            var smallest = Enumerable.Range(0, kept.Length).Where(i => kept[i].Value > sell).MinBy(i => kept[i].Value);
            kept[smallest] = new Quantity(kept[smallest].Value - sell);
        }

        return kept;
    }
}
