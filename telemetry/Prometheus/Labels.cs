using System.Globalization;
using System.Text;

namespace Trading.Telemetry.Prometheus;

/// <summary>Dimensions as Prometheus writes them: <c>job="Scan",outcome="done"</c>, escaped, in ordinal order of their names.</summary>
internal static class Labels
{
    public static string Of(ReadOnlySpan<KeyValuePair<string, object?>> dimensions)
    {
        var sorted = dimensions.ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        var text = new StringBuilder();
        foreach (var (name, value) in sorted)
        {
            text.Append(text.Length == 0 ? string.Empty : ",").Append(MetricName.Of(name, null, counts: false)).Append("=\"");
            Escape(text, Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty);
            text.Append('"');
        }

        return text.ToString();
    }

    /// <summary>Labels with one more behind them.</summary>
    public static string With(string labels, string name, string value) => labels.Length == 0 ? $"{name}=\"{value}\"" : $"{labels},{name}=\"{value}\"";

    private static void Escape(StringBuilder text, string value) =>
        text.Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal));
}
