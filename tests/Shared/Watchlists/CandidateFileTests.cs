using System.Text;
using NodaTime;
using Trading.Market;
using Trading.Scanning;
using Trading.Watchlists;

namespace Trading.Tests.Shared.Watchlists;

public sealed class CandidateFileTests
{
    private const string Header =
        "SchemaVersion,ScanDate,Symbol,Direction,TrendTier,Price,Entry_Level,Entry_DistPct,Stop_Loss,Target_R1,Target_R2,TrendScore,Sector,Anchor,Anchor_Date,"
        + "AVWAP_Slope,AVWAP_Confluence,Sector_RS,Setup_VWAP_Control,Setup_VWAP_Reclaim,Setup_VWAP_Acceptance,Setup_VWAP_DistPct,Setup_AVWAP_Control,"
        + "Setup_AVWAP_Reclaim,Setup_AVWAP_Acceptance,Setup_AVWAP_DistPct,Setup_Extension_State,Setup_Gap_Reset,Setup_Structure_State,"
        + "TrendScore_Zscore,TrendScore_Pctile,DistPct_Zscore,Composite_Rank";

    private static readonly LocalDate Date = new(2013, 10, 7);

    [Fact]
    public void A_candidate_is_written_in_33_columns()
    {
        var candidate = WatchlistSamples.Aig with { Sector = "Food, \"fast\"" };
        Assert.Equal(
            Header + "\n1,2013-10-07,AIG,Long,A,49.53,49.0,0.1,48.11,49.81,750.0,3.836361,\"Food, \"\"fast\"\"\",SwingHigh20,2013-09-18,-0.0054,2,,"
            + "neutral,bullish,none,0.07,unknown,none,none,,balanced,none,bullish,,,,\n",
            Text([candidate]));
    }

    [Fact]
    public void No_candidates_are_a_header() => Assert.Equal(Header + "\n", Text([]));

    [Theory]
    [InlineData(750, "750.0")]
    [InlineData(-0.0069, "-0.0069")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(0.000002, "2e-06")]
    [InlineData(0.1, "0.1")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(16.500000000000004, "16.500000000000004")]
    public void Numbers_are_in_their_shortest_form(double value, string text) => Assert.Equal(text, CandidateCsv.Number(value));

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        var candidates = WatchlistSamples.Candidates();
        Assert.True(candidates.Count > 20);
        var file = CandidateCsvReader.Read(CandidateCsv.Write(candidates, Date), "scan-2013-10-07");
        Assert.Equal(candidates, file.Candidates);
        Assert.Empty(file.Invalid);
        Assert.Equal(candidates.Count, file.Rows);
        Assert.Equal(["2013-10-07"], file.ScanDates);
    }

    [Theory]
    [InlineData("48.11", "49.0", "stop 49.00 is not below entry 49.00")]
    [InlineData("48.11", "800.0", "stop 800.00 is not below entry 49.00")]
    [InlineData("48.11", "0.0", "Stop_Loss '0.0' is not a price above zero")]
    [InlineData("48.11", "-1.0", "Stop_Loss '-1.0' is not a price above zero")]
    [InlineData("48.11", "nan", "Stop_Loss 'nan' is not a number")]
    [InlineData("48.11", "", "Stop_Loss '' is not a number")]
    [InlineData(",49.0,", ",0.0,", "Entry_Level '0.0' is not a price above zero")]
    [InlineData("750.0", "48.0", "stop 48.11 is not below target 48.00")]
    [InlineData("750.0", "0", "Target_R2 '0' is not a price above zero")]
    [InlineData("Long", "Short", "direction 'Short' is not traded")]
    [InlineData("AIG", "A I G", "'A I G' is not a symbol")]
    [InlineData("SwingHigh20", "High", "'High' is not one of")]
    [InlineData("3.836361", "inf", "TrendScore 'inf' is not a number")]
    [InlineData("2013-09-18", "18.09.2013", "Anchor_Date '18.09.2013' is not a date")]
    [Trait("Bug", "C4.34")]
    public void A_row_that_cannot_be_traded_is_reported_and_the_others_stay(string from, string to, string reason)
    {
        var good = Text([WatchlistSamples.Aig with { Symbol = Symbol.Parse("IBM") }]);
        var bad = Text([WatchlistSamples.Aig]).Split('\n')[1].Replace(from, to, StringComparison.Ordinal);
        var file = CandidateCsvReader.Read(Encoding.UTF8.GetBytes(good + bad + "\n"), "scan");
        Assert.Equal("IBM", Assert.Single(file.Candidates).Symbol.ToString());
        var invalid = Assert.Single(file.Invalid);
        Assert.Equal(3, invalid.Line);
        Assert.Contains(reason, invalid.Reason, StringComparison.Ordinal);
        Assert.Equal(2, file.Rows);
    }

    [Fact]
    public void A_symbol_counts_once()
    {
        var file = CandidateCsvReader.Read(CandidateCsv.Write([WatchlistSamples.Aig, WatchlistSamples.Aig], Date), "scan");
        Assert.Single(file.Candidates);
        Assert.Single(file.Invalid);
    }

    [Fact]
    public void A_strategy_column_is_honoured()
    {
        var lines = Text([WatchlistSamples.Aig]).Split('\n');
        var file = CandidateCsvReader.Read(Encoding.UTF8.GetBytes($"{lines[0]},Strategy_ID\n{lines[1]},breakout\n"), "scan");
        Assert.Equal("breakout", Assert.Single(file.Candidates).StrategyId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Symbol,Price\nAIG,1\n")]
    public void A_file_without_its_columns_is_refused(string text) =>
        Assert.Throws<FormatException>(() => CandidateCsvReader.Read(Encoding.UTF8.GetBytes(text), "scan"));

    [Fact]
    public void A_torn_row_is_refused()
    {
        var torn = Text([WatchlistSamples.Aig])[..^30];
        Assert.Contains("line 2", Assert.Throws<FormatException>(() => CandidateCsvReader.Read(Encoding.UTF8.GetBytes(torn), "scan")).Message, StringComparison.Ordinal);
    }

    private static string Text(IReadOnlyList<Candidate> candidates) => Encoding.UTF8.GetString(CandidateCsv.Write(candidates, Date));
}
