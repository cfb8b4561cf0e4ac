using System.Diagnostics;
using Trading.Journal;
using Trading.Operations.Telemetry;

namespace Trading.Tests.Telemetry;

/// <summary>Spans and meters say the same of a day as its journal.</summary>
[Collection(nameof(Overheard))]
public sealed class RehearsedTelemetryTests(RehearsedTelemetry day) : IClassFixture<RehearsedTelemetry>
{
    [Fact]
    public void Orders_stand_within_cycles_fills_within_reconciles_within_jobs()
    {
        Assert.NotEmpty(day.Heard.Named(TelemetryNames.FillSpan));
        Assert.All(day.Heard.Named(TelemetryNames.OrderSpan), static span => Assert.Equal(TelemetryNames.CycleSpan, span.Parent?.OperationName));
        Assert.All(day.Heard.Named(TelemetryNames.FillSpan), static span => Assert.Equal(TelemetryNames.ReconcileSpan, span.Parent?.OperationName));
        Assert.All(day.Heard.Named(TelemetryNames.ReconcileSpan), static span => Assert.Equal(TelemetryNames.JobSpan, span.Parent?.OperationName));
        Assert.All(day.Heard.Named(TelemetryNames.FillSpan), static span => Assert.Equal(span.TraceId, span.Parent!.Parent!.TraceId));
    }

    [Fact]
    public void One_correlation_leads_from_the_scan_through_cycle_and_order_to_the_reconciled_fill()
    {
        var scan = Correlation(Assert.Single(day.Heard.Named(TelemetryNames.JobSpan), static span => (string?)span.GetTagItem(TelemetryNames.JobDimension) == "Scan"));
        var ordered = day.Heard.Named(TelemetryNames.OrderSpan).Select(Correlation).ToHashSet(StringComparer.Ordinal);
        var filled = day.Heard.Named(TelemetryNames.FillSpan).Select(Correlation).ToHashSet(StringComparer.Ordinal);
        Assert.Equal("scan-2026-03-05", scan);
        Assert.All(ordered, chain => Assert.StartsWith($"{scan}:", chain, StringComparison.Ordinal));
        Assert.NotEmpty(filled);
        Assert.Subset(ordered, filled);
        Assert.All(day.Heard.Spans, static span => Assert.NotEmpty(Correlation(span)));
        Assert.Equal(["execution-2026-03-05"], day.Heard.Named(TelemetryNames.CycleSpan).Select(Correlation).Distinct());
    }

    [Fact]
    public void Orders_are_counted_as_the_journal_tells_them()
    {
        string[] kinds = ["order-submitted", "order-replaced", "order-adopted", "order-rejected", "order-unknown", "order-dry-run"];
        var told = By(day.Events.Where(each => kinds.Contains(each.Kind)), each => $"{Outcome(each.Kind)}/{Purpose(Text(each, "purpose"))}");
        Assert.NotEmpty(told);
        Assert.Equal(told, day.Heard.Counted(TelemetryNames.Orders));
    }

    [Fact]
    public void Refusals_and_fills_are_counted_as_the_journal_tells_them()
    {
        Assert.Equal(By(day.Events.Where(static each => each.Kind is "order-blocked" or "entry-declined"), static each => Text(each, "code")), day.Heard.Counted(TelemetryNames.Blocks));
        var fills = By(day.Events.Where(static each => each.Kind == "fill-booked"), static each => Text(each, "side").ToLowerInvariant());
        Assert.NotEmpty(fills);
        Assert.Equal(fills, day.Heard.Counted(TelemetryNames.Fills));
        Assert.Empty(day.Heard.Counted(TelemetryNames.ReconcileErrors));
    }

    [Fact]
    public void Jobs_and_cycles_are_counted_as_they_ended()
    {
        var told = By(day.Events.Where(static each => each.Kind is "job-done" or "job-skipped" or "job-failed"), static each => $"{Text(each, "name")}/{each.Kind["job-".Length..]}");
        Assert.Equal(told, day.Heard.Number(TelemetryNames.JobDuration));
        Assert.Equal(day.Day.Functions["ExecutionCycle"].Ran, day.Heard.Number(TelemetryNames.CycleDuration)[string.Empty]);
        Assert.Equal(told.Where(static each => !each.Key.EndsWith("skipped", StringComparison.Ordinal)).Sum(static each => each.Value), day.Heard.Named(TelemetryNames.JobSpan).Count);
    }

    /// <summary>An order that waits for its price says nothing of what sending costs.</summary>
    [Fact]
    public void Slippage_is_measured_on_fills_of_entries_and_of_exits_at_the_market()
    {
        var measured = day.Events.Where(static each => each.Kind == "order-submitted" && (Text(each, "purpose") == "Entry" || (Text(each, "purpose") == "Exit" && Text(each, "type") == "Market")))
            .Select(static each => Text(each, "id")).ToHashSet(StringComparer.Ordinal);
        var fills = day.Events.Count(each => each.Kind == "fill-booked" && measured.Contains(Text(each, "orderId")));
        Assert.True(fills > 0);
        Assert.Equal(fills, day.Heard.Number(TelemetryNames.Slippage).Values.Sum());
        Assert.All(day.Heard.Number(TelemetryNames.Slippage).Keys, static key => Assert.Matches("^(09|1[0-5])/(buy|sell)$", key));
    }

    private static string Correlation(Activity span) => (string?)span.GetTagItem(TelemetryNames.CorrelationDimension) ?? string.Empty;

    private static string Outcome(string kind) => kind["order-".Length..].Replace('-', '_');

    private static string Purpose(string purpose) => purpose == "ProtectiveStop" ? "protect" : purpose.ToLowerInvariant();

    private static string Text(JournalEvent happened, string member) => happened.Data.GetProperty(member).GetString() ?? string.Empty;

    private static SortedDictionary<string, long> By(IEnumerable<JournalEvent> events, Func<JournalEvent, string> key) =>
        new(events.GroupBy(key, StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => group.LongCount(), StringComparer.Ordinal), StringComparer.Ordinal);
}
