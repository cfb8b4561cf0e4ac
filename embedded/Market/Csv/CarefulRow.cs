using System.Runtime.InteropServices;

namespace Trading.Embedded.Market.Csv;

/// <summary>The prices and the volume of one row, read slowly enough to say what is wrong with them.</summary>
/// <param name="Open">First price, dollars a share.</param>
/// <param name="High">Highest price, dollars a share.</param>
/// <param name="Low">Lowest price, dollars a share.</param>
/// <param name="Close">Last price, dollars a share.</param>
/// <param name="Volume">Shares.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CarefulRow(double Open, double High, double Low, double Close, double Volume)
{
    private static readonly string[] Names = ["open", "high", "low", "close", "volume"];

    /// <summary>Reads <c>open,high,low,close,volume</c>; the answer is what is wrong with it, or null when it is a bar that can be true.</summary>
    public static string? Read(ReadOnlySpan<byte> fields, out CarefulRow row)
    {
        row = default;
        Span<double> values = stackalloc double[Names.Length];
        var field = 0;
        foreach (var range in fields.Split((byte)','))
        {
            if (field == Names.Length)
            {
                return "more than 6 columns";
            }

            if (!BarText.TryNumber(fields[range], out values[field]))
            {
                return $"{Names[field]} '{BarText.Show(fields[range])}' is not a number";
            }

            field++;
        }

        row = new CarefulRow(values[0], values[1], values[2], values[3], values[4]);
        return field < Names.Length ? $"{field + 1} columns where 6 belong" : row.WhyImpossible(values);
    }

    private string? WhyImpossible(ReadOnlySpan<double> values)
    {
        for (var field = 0; field < Names.Length; field++)
        {
            if (!double.IsFinite(values[field]) || values[field] < 0 || (values[field] == 0 && field < 4))
            {
                return $"{Names[field]} {values[field]} is {(field < 4 ? "not a price above zero" : "not a volume")}";
            }
        }

        return High < Low ? $"high {High} is under low {Low}"
            : High < Open || High < Close ? $"high {High} is under {(High < Open ? "open" : "close")} {Math.Max(Open, Close)}"
            : Low > Open || Low > Close ? $"low {Low} is over {(Low > Open ? "open" : "close")} {Math.Min(Open, Close)}"
            : null;
    }
}
