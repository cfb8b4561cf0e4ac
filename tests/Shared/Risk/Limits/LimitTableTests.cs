using System.Reflection;
using System.Text.RegularExpressions;
using Trading.Control;
using Trading.Execution;
using Trading.Risk;
using Trading.Risk.Limits;

namespace Trading.Tests.Shared.Risk.Limits;

public sealed class LimitTableTests
{
    [Fact]
    public void Every_limit_is_in_the_table_once_under_its_own_name()
    {
        var properties = typeof(RiskLimits).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name);
        Assert.Equal(properties.Order(), LimitTable.Lines.Select(line => line.Property).Order());
        Assert.All(LimitTable.Lines, line => Assert.Equal(Regex.Replace(line.Property, "(?<!^)(?<letter>[A-Z])", "_${letter}", RegexOptions.None, TimeSpan.FromSeconds(1)).ToLowerInvariant(), line.Key));
        Assert.Equal(LimitTable.Lines.Count, LimitTable.Lines.Select(line => line.Key).Distinct().Count());
    }

    [Fact]
    public void The_table_and_the_limits_agree_on_the_defaults()
    {
        Assert.All(LimitTable.Lines, line => Assert.Equal((line.Paper, line.Live), (line.Of(RiskLimits.Paper), line.Of(RiskLimits.Live))));
        Assert.Equal(RiskLimits.Paper, new DeskOptions().Limits);
        Assert.Equal(RiskLimits.Live, new DeskOptions { Mode = AccountMode.Live }.Limits);
    }

    [Fact]
    public void A_line_sets_its_own_limit_and_no_other()
    {
        foreach (var line in LimitTable.Lines)
        {
            var value = line.Of(RiskLimits.Paper) + (line.Kind == LimitKind.Fraction ? 0.01m : 1m);
            var set = line.With(RiskLimits.Paper, value);
            Assert.Equal(value, line.Of(set));
            Assert.All(LimitTable.Lines.Where(other => other != line), other => Assert.Equal(other.Of(RiskLimits.Paper), other.Of(set)));
        }
    }

    [Fact]
    public void A_live_account_begins_no_looser_than_a_paper_account() => Assert.All(LimitTable.Lines, line => Assert.False(line.IsLooser(line.Paper, line.Live)));

    [Theory]
    [InlineData("total_exposure", 100, 101, true)]
    [InlineData("total_exposure", 101, 100, false)]
    [InlineData("cooldown_seconds", 900, 899, true)]
    [InlineData("cooldown_seconds", 1, 0, true)]
    [InlineData("cooldown_seconds", 0, 1, false)]
    [InlineData("minimum_gap_seconds", 30, 0, true)]
    [InlineData("minimum_gap_seconds", 0, 30, false)]
    [InlineData("notional_per_minute", 1_000_000, 0, true)]
    [InlineData("notional_per_minute", 0, 1_000_000, false)]
    [InlineData("notional_per_minute", 10, 20, true)]
    [InlineData("daily_loss", 0.05, 0.051, true)]
    [InlineData("drawdown_no_entries", 0.08, 0.05, false)]
    [InlineData("entry_age_seconds", 120, 121, true)]
    [InlineData("positions", 5, 5, false)]
    public void What_allows_more_is_looser(string key, double from, double to, bool looser) =>
        Assert.Equal(looser, LimitTable.Find(key)!.IsLooser((decimal)from, (decimal)to));

    [Theory]
    [InlineData("positions", 0)]
    [InlineData("positions", 1.5)]
    [InlineData("positions", 100_001)]
    [InlineData("cooldown_seconds", -1)]
    [InlineData("cooldown_seconds", 86_401)]
    [InlineData("entry_age_seconds", 0)]
    [InlineData("notional_per_minute", -0.01)]
    [InlineData("total_exposure", 0)]
    [InlineData("daily_loss", 0)]
    [InlineData("daily_loss", 1.01)]
    [InlineData("leverage", 0)]
    [InlineData("leverage", 101)]
    public void A_value_out_of_range_is_told_with_its_key_and_what_is_right(string key, double value)
    {
        var fault = LimitTable.Find(key)!.FaultOf((decimal)value);
        Assert.Matches($"^{key} is .*; it must be ", fault);
    }
}
