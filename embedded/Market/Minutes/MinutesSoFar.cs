using System.Collections;
using Trading.Market;

namespace Trading.Embedded.Market.Minutes;

/// <summary>The minutes of a day that have ended: a view of the first few, so that asking every fifteen seconds copies nothing.</summary>
internal sealed class MinutesSoFar(IReadOnlyList<MinuteBar> day, int count) : IReadOnlyList<MinuteBar>
{
    /// <inheritdoc/>
    public int Count => count;

    /// <inheritdoc/>
    public MinuteBar this[int index] => index < count ? day[index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public IEnumerator<MinuteBar> GetEnumerator()
    {
        for (var index = 0; index < count; index++)
        {
            yield return day[index];
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
