using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Embedded.Market;

/// <summary>Cutting every row after the clock's day from the files changes no answer, whatever those rows are.</summary>
public sealed class FutureRowsTests : IDisposable
{
    private static readonly LocalDate First = new(2013, 9, 3);
    private static readonly LocalDate Last = new(2013, 10, 15);
    private readonly TempFolder whole = new();

    public FutureRowsTests()
    {
        BarFolderWriter.Write(whole, "daily/AIG.csv", First, Last);
        BarFolderWriter.Write(whole, "daily/LATE.csv", new LocalDate(2013, 10, 9), Last);
        BarFolderWriter.Write(whole, "daily/GONE.csv", First, new LocalDate(2013, 9, 20));
        BarFolderWriter.Write(whole, "benchmarks/SPY.csv", First, Last);
        Spoil("daily/BAD.csv", new LocalDate(2013, 10, 1), "2013-10-02,50,49,50,50,1\n2013-10-03,50,51,49,50,1\n");
        Spoil("daily/TWICE.csv", new LocalDate(2013, 10, 8), "2013-10-08,50,51,49,50,1\n2013-10-04,50,51,49,50,1\n");
        Spoil("daily/BACK.csv", new LocalDate(2013, 10, 1), "2013-10-07,50,51,49,50,1\n2013-10-04,50,51,49,50,1\n2013-10-08,50,51,49,50,1\n");
        Spoil("daily/NEXT.csv", new LocalDate(2013, 10, 7), "2013-10-08,1,1\n2013-10-02,9,8,7,6,5\n");
        const string Minutes = "time,open,high,low,close,volume\n09:30:00,50,50.5,50,50.25,100\n15:58:00,50,50,50,50,100\n";
        whole.Write("minute/AIG_2013-10-07.csv", Minutes);
        whole.Write("minute/AIG_2013-10-08.csv", Minutes + "15:57:00,50,50,50,50,100\n");
    }

    public void Dispose() => whole.Dispose();

    [Fact]
    public void No_answer_changes_when_the_future_is_cut()
    {
        var clocks = from day in Gen.Choose(0, 42) from second in Gen.Choose(0, 86399) select NewYork.StartOf(First.PlusDays(day)) + Duration.FromSeconds(second);
        Prop.ForAll(clocks.ToArbitrary(), AnswersAreTheSame).Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(21, 9));
    }

    private async Task<bool> AnswersAreTheSame(Instant now)
    {
        using var cut = Cut(NewYork.DateOf(now));
        var clock = new ManualClock(now);
        var full = await AnswersAsync(new ClockedMarketData(new CsvBarFolder(whole.FullPath), clock), clock);

        Assert.Equal(full, await AnswersAsync(new ClockedMarketData(new CsvBarFolder(cut.FullPath), clock), clock));
        return true;
    }

    private static async Task<List<string>> AnswersAsync(ClockedMarketData market, ManualClock clock)
    {
        var all = new[] { "AIG", "BACK", "BAD", "GONE", "LATE", "NEXT", "SPY", "TWICE" }.Select(Symbol.Parse).ToArray();
        var today = NewYork.DateOf(clock.Now);
        List<string> answers = [string.Join(' ', await market.SymbolsAsync(default))];
        foreach (var symbol in all)
        {
            answers.Add($"{symbol} {await DailyAsync(market, symbol)}");
        }

        answers.AddRange((await market.QuotesAsync(all, default)).Select(pair => pair.ToString()));
        answers.AddRange((await market.MinutesAsync(all, today, default)).Select(pair => $"{pair.Key} {string.Join(' ', pair.Value)}"));
        answers.AddRange((await market.MinutesAsync(all, today.PlusDays(-1), default)).Select(pair => $"{pair.Key} {string.Join(' ', pair.Value)}"));
        return answers;
    }

    private static async Task<string> DailyAsync(ClockedMarketData market, Symbol symbol)
    {
        try
        {
            var bars = await market.DailyAsync(symbol, default);
            return bars is null ? "none" : $"{string.Join(' ', bars.Days.ToArray())} {string.Join(' ', bars.Close.ToArray())}";
        }
        catch (BadBarException bad)
        {
            return bad.Message.Split(':')[1];
        }
    }

    private void Spoil(string name, LocalDate through, string rows)
    {
        BarFolderWriter.Write(whole, name, First, through);
        File.AppendAllText(Path.Combine(whole.FullPath, name), rows);
    }

    private TempFolder Cut(LocalDate through)
    {
        var cut = new TempFolder();
        var last = through.ToString("uuuu-MM-dd", null);
        foreach (var path in Directory.EnumerateFiles(whole.FullPath, "*.csv", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(whole.FullPath, path);
            if (!name.StartsWith("minute", StringComparison.Ordinal))
            {
                var rows = File.ReadAllLines(path).Where((row, index) => index == 0 || string.CompareOrdinal(row, 0, last, 0, 10) <= 0);
                cut.Write(name, string.Join('\n', rows));
            }
            else if (string.CompareOrdinal(Path.GetFileNameWithoutExtension(path)[^10..], last) <= 0)
            {
                File.Copy(path, Path.Combine(Directory.CreateDirectory(Path.Combine(cut.FullPath, "minute")).FullName, Path.GetFileName(path)));
            }
        }

        return cut;
    }
}
