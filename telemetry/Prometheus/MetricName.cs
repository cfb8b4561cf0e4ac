namespace Trading.Telemetry.Prometheus;

/// <summary>An instrument's name in Prometheus' letters: underscores for points, its unit behind it, and <c>_total</c> behind what counts.</summary>
internal static class MetricName
{
    public static string Of(string instrument, string? unit, bool counts)
    {
        var name = string.Concat(instrument.Select(static letter => char.IsAsciiLetterOrDigit(letter) || letter == ':' ? letter : '_'));
        return WithEnd(WithEnd(name, unit switch { "s" => "_seconds", "bps" => "_bps", "USD" => "_usd", _ => string.Empty }), counts ? "_total" : string.Empty);
    }

    private static string WithEnd(string name, string end) => name.EndsWith(end, StringComparison.Ordinal) ? name : name + end;
}
