using System.Diagnostics;

namespace Trading.Bench;

/// <summary>Takes the time.</summary>
internal static class Measure
{
    /// <summary>Milliseconds of one run of <paramref name="work"/>: cold when it is the first.</summary>
    public static double Once(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Milliseconds of the middle one of <paramref name="times"/> runs, after one that does not count.</summary>
    public static double Warm(Action work, int times = 9)
    {
        work();
        var runs = Enumerable.Range(0, times).Select(_ => Once(work)).Order().ToArray();
        return runs[times / 2];
    }
}
