using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Trading.Risk.Limits;

namespace Trading.Tests.Shared.Risk.Limits;

/// <summary>A file is good as a whole or not taken at all, and everything that is wrong with it is told at once.</summary>
public sealed class LimitsFileTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData(" \r\n{ }\n")]
    [InlineData("\uFEFF{\"positions\": 3}", "positions", 3)]
    [InlineData("{\"total_exposure\": 2e4, \"daily_loss\": 0.0250}", "total_exposure", 20000, "daily_loss", 0.025)]
    [InlineData("{\"notional_per_minute\":0,\"cooldown_seconds\":0}", "notional_per_minute", 0, "cooldown_seconds", 0)]
    [InlineData("{\"positions\": 3.0}", "positions", 3)]
    public void A_good_file_is_read(string json, params object[] expected)
    {
        var reading = Read(json);
        Assert.Empty(reading.Faults);
        Assert.Equal(expected.Chunk(2).ToDictionary(pair => (string)pair[0], pair => Convert.ToDecimal(pair[1])), reading.Values);
    }

    [Theory]
    [Trait("Bug", "C4.34")]
    [InlineData("{\"total_exposure\": NaN}", "total_exposure is the text \"NaN\"; it must be a plain number, above 0 and at most 1000000000000")]
    [InlineData("{\"total_exposure\": Infinity}", "total_exposure is the text \"Infinity\"; it must be a plain number, above 0 and at most 1000000000000")]
    [InlineData("{\"total_exposure\":-Infinity}", "total_exposure is the text \"-Infinity\"; it must be a plain number, above 0 and at most 1000000000000")]
    [InlineData("{\"total_exposure\": \"NaN\"}", "total_exposure is the text \"NaN\"; it must be a plain number, above 0 and at most 1000000000000")]
    [InlineData("{\"leverage\": 1e999}", "leverage is 1e999, which is too large or too long; it must be above 0 and at most 100")]
    [InlineData("{\"leverage\": -1e999}", "leverage is -1e999, which is too large or too long; it must be above 0 and at most 100")]
    [InlineData("{\"leverage\": 101}", "leverage is 101; it must be above 0 and at most 100")]
    [InlineData("{\"leverage\": \"2\"}", "leverage is the text \"2\"; it must be a plain number, above 0 and at most 100")]
    [InlineData("{\"leverage\": null}", "leverage is null; it must be a plain number, above 0 and at most 100")]
    [InlineData("{\"leverage\": true}", "leverage is true or false; it must be a plain number, above 0 and at most 100")]
    [InlineData("{\"leverage\": [2]}", "leverage is a list; it must be a plain number, above 0 and at most 100")]
    [InlineData("{\"leverage\": {\"paper\": 2}}", "leverage is an object; it must be a plain number, above 0 and at most 100")]
    [InlineData("{\"positions\": -5}", "positions is -5; it must be a whole number from 1 to 100000")]
    [InlineData("{\"positions\": 2.5}", "positions is 2.5; it must be a whole number from 1 to 100000")]
    [InlineData("{\"positions\": 0}", "positions is 0; it must be a whole number from 1 to 100000")]
    [InlineData("{\"minimum_gap_seconds\": -1}", "minimum_gap_seconds is -1; it must be a whole number from 0 to 86400")]
    public void A_value_that_is_no_limit_is_told(string json, string fault) => Assert.Equal([fault], Read(json).Faults);

    [Theory]
    [Trait("Bug", "C1.duplicate-keys")]
    [InlineData("{\"daily_loss\": 0.03, \"daily_loss\": 0.015}")]
    [InlineData("{\"daily_loss\": 0.03, \"daily_loss\": 0.03}")]
    [InlineData("{\"daily_loss\": 0.03, \"daily\\u005floss\": 0.015}")]
    public void A_key_that_is_there_twice_is_a_fault_and_not_the_last_one(string json) => Assert.Equal(["daily_loss is there twice; it must be there once"], Read(json).Faults);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("{")]
    [InlineData("{\"positions\": 3")]
    [InlineData("{\"positions\": 3,}")]
    [InlineData("{\"positions\": 03}")]
    [InlineData("{\"positions\": +3}")]
    [InlineData("{\"positions\": 0x3}")]
    [InlineData("{positions: 3}")]
    [InlineData("{\"positions\": 3} {}")]
    [InlineData("{\"positions\": 3} garbage")]
    [InlineData("{\"positions\": 3} // three")]
    [InlineData("{/* three */\"positions\": 3}")]
    [InlineData("{\"Positions\": 3}")]
    [InlineData("{\"positions \": 3}")]
    [InlineData("positions: 3")]
    public void What_is_not_one_JSON_object_of_known_keys_is_a_fault(string json) => Assert.NotEmpty(Read(json).Faults);

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var faults = Read("{\"total_exposure\": NaN, /* high */ \"leverage\": -1, \"leverage\": 2, \"max_orders\": 5, \"positions\": \"10\", \"daily_loss\": 1e999, \"cooldown_seconds\": 0.5}").Faults;
        Assert.Collection(
            faults,
            fault => Assert.StartsWith("total_exposure is the text \"NaN\"; it must be", fault, StringComparison.Ordinal),
            fault => Assert.Equal("the file holds a comment; JSON has none", fault),
            fault => Assert.StartsWith("leverage is -1; it must be", fault, StringComparison.Ordinal),
            fault => Assert.Equal("leverage is there twice; it must be there once", fault),
            fault => Assert.StartsWith("max_orders is no limit; the limits are entries_per_minute, ", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("positions is the text \"10\"; it must be", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("daily_loss is 1e999, which is too large", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("cooldown_seconds is 0.5; it must be a whole number", fault, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_without_end_is_not_read()
    {
        var faults = Read("{" + new string(' ', LimitsFile.Most) + "}").Faults;
        Assert.Contains("bytes", Assert.Single(faults), StringComparison.Ordinal);
    }

    /// <summary>Whatever bytes are in the file, the reader answers, and what it takes is a limit.</summary>
    [Fact]
    public void No_bytes_break_the_reader_and_what_is_taken_has_no_fault()
    {
        var token = Gen.Elements("{", "}", "\"positions\"", "\"leverage\"", ":", ",", "1", "-1", "1e999", "NaN", "\"", "\\u005f", "[", "]", "//x\n", "null", "0.5", " ", "\0", "\u00e9");
        var text = Gen.ListOf(token, 12).Select(tokens => Encoding.UTF8.GetBytes(string.Concat(tokens)));
        var bytes = Gen.OneOf(text, Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value), 20));
        Prop.ForAll(bytes.ToArbitrary(), content =>
        {
            var reading = LimitsFile.Read(content);
            return reading.Faults.Count > 0 || reading.Values.All(pair => LimitTable.Find(pair.Key)!.FaultOf(pair.Value) is null);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    private static LimitsReading Read(string json) => LimitsFile.Read(Encoding.UTF8.GetBytes(json));
}
