using System.Globalization;
using Trading.Execution;

namespace Trading.Functions.Settings;

/// <summary>What is chosen in code: a change is another build.</summary>
internal static class CodeSettings
{
    private const string Source = "code";

    public static IReadOnlyList<SettingLine> Of(DeskOptions options) =>
    [
        Line("desk.policies", string.Join(", ", options.Policies.Select(policy => policy.Name)), "The exit policies; the first is the default."),
        Line("desk.entry_delay", options.EntryDelay.ToString(), "No entry before this long after the open."),
        Line("desk.entry_cutoff", options.EntryCutoff.ToString(), "No entry from this long before the close on."),
        Line("desk.entry_limit_offset", options.EntryLimitOffset, "How far above the last price an entry's limit is set, a fraction."),
        Line("desk.partial_patience", options.PartialPatience.ToString(), "How long a partly filled entry may wait for more."),
        Line("desk.marketable_offset", options.MarketableOffset, "How far under the last price a limit is set that must sell now, a fraction."),
        Line("desk.tight_stop_offset", options.TightStopOffset, "How far under the last price a lone stop is drawn when the position's time is up, a fraction."),
        Line("desk.stop_buffer", options.StopBuffer, "Dollars that a stop keeps under a daily swing low."),
        Line("desk.stop_distance", options.StopDistance, "A ratcheted stop keeps at least this far under the price, a fraction."),
        Line("desk.exit_retry", options.ExitRetry.ToString(), "How long to wait after a refused exit while another is in force."),
        Line("desk.protect_retry", options.ProtectRetry.ToString(), "How long to wait after a refused exit of shares that nothing protects."),
        Line("desk.equity_per_entry", options.EquityPerEntry, "The part of equity that one entry takes at the level itself."),
    ];

    private static SettingLine Line(string name, decimal value, string sentence) => Line(name, value.ToString(CultureInfo.InvariantCulture), sentence);

    private static SettingLine Line(string name, string value, string sentence) => new(name, value, Source, NeedsRestart: true, sentence);
}
