using System.Runtime.CompilerServices;

namespace Trading.Scanning;

/// <summary>The median, found by selection (Hoare's quickselect): nothing is sorted that need not be.</summary>
internal static class Median
{
    /// <summary>The mean of the two middle values of an even number of <paramref name="values"/>, which are reordered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double OfEven(Span<double> values)
    {
        var upper = values.Length / 2;
        Select(values, upper);
        var lower = values[0];
        foreach (var value in values[1..upper])
        {
            lower = value > lower ? value : lower;
        }

        return lower + ((values[upper] - lower) * 0.5);
    }

    /// <summary>Reorders <paramref name="values"/> so that the one of rank <paramref name="rank"/> stands in its place, nothing larger before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Select(Span<double> values, int rank)
    {
        var (first, last) = (0, values.Length - 1);
        while (first < last)
        {
            var pivot = values[(first + last) / 2];
            var (left, right) = (first, last);
            while (left <= right)
            {
                while (values[left] < pivot)
                {
                    left++;
                }

                while (values[right] > pivot)
                {
                    right--;
                }

                if (left <= right)
                {
                    (values[left], values[right]) = (values[right], values[left]);
                    left++;
                    right--;
                }
            }

            if (rank <= right)
            {
                last = right;
            }
            else if (rank >= left)
            {
                first = left;
            }
            else
            {
                return;
            }
        }
    }
}
