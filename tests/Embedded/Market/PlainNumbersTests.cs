using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Market;

/// <summary>The fast way of reading a number gives exactly what <see cref="double.Parse(string)"/> gives.</summary>
public sealed class PlainNumbersTests
{
    [Fact]
    public void Every_number_is_read_to_the_last_bit()
    {
        var digit = Gen.Elements("0123456789".ToCharArray());
        var digits = from count in Gen.Choose(1, 21) from text in digit.ArrayOf(count) select new string(text);
        var number = from whole in digits from rest in digits from dot in Gen.Elements(true, false) select dot ? $"{whole}.{rest}" : whole;
        Prop.ForAll(number.ArrayOf(50).ToArbitrary(), AllAreExact).Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(5, 5));
    }

    private static bool AllAreExact(string[] numbers)
    {
        using var folder = new TempFolder();
        var expected = numbers.Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        var rows = numbers.Select((text, i) => $"{BarSeries.FromDay(15000 + i):uuuu-MM-dd},1,1,1,1,{text}\n");
        folder.Write("daily/AIG.csv", BarFolderWriter.Header + string.Concat(rows));
        var bars = new CsvBarFolder(folder.FullPath).Daily(Symbol.Parse("AIG"));

        Assert.Equal(expected, bars?.Volume.ToArray() ?? []);
        return true;
    }
}
