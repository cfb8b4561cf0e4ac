using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Verbs;

/// <summary>What cannot be done is one clear line on standard error, exit code 1, and nothing is written.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--date 2013-13-07", "wants a date as yyyy-MM-dd")]
    [InlineData("--days 0", "wants a whole number from 1")]
    [InlineData("--days", "--days")]
    [InlineData("--cash -5", "--cash")]
    [InlineData("--speed fast", "max, or a number of times")]
    [InlineData("--nonsense", "--nonsense")]
    [InlineData("--kill 10:00=stop", "--kill '10:00=stop': wants HH:MM=close_only or HH:MM=halt_all")]
    [InlineData("--kill 25:00=halt_all", "--kill '25:00=halt_all'")]
    [InlineData("--kill 10:00=HALT_ALL", "wants HH:MM=close_only")]
    [InlineData("--date 2013-10-05 --kill 10:00=halt_all", "no session from 2013-10-05 to 2013-10-05")]
    [InlineData("--faults heavy", "heavy is not there yet")]
    [InlineData("--broker wallstreet", "simulated or alpaca")]
    [InlineData("--skip Lunch", "no timer has that name")]
    [InlineData("--bars /no/such/folder", "/no/such/folder")]
    public async Task Rehearse(string arguments, string said)
    {
        var state = Path.Combine(folder.FullPath, "state");
        var refused = await FunctionAppProcess.RunAsync(["rehearse", "--state", state, .. arguments.Split(' ')]);

        AssertOneLine(refused, said);
        Assert.False(Directory.Exists(state));
    }

    [Theory]
    [InlineData("sell everything", "sell")]
    [InlineData("scan", "--bars")]
    [InlineData("scan --bars /no/such/folder --as-of 2013-10-04 --out OUT", "/no/such/folder")]
    [InlineData("scan --bars /no/such/folder --as-of 2013-10-05 --out OUT", "weekend")]
    [InlineData("serve --bind 0.0.0.0", "loopback alone")]
    [InlineData("serve --port 99999", "65535")]
    [InlineData("serve --bars /no/such/folder --state OUT", "/no/such/folder")]
    [InlineData("rehearse --bars /no/such/folder --state OUT --date 2051-01-03", "2050-12-30")]
    [InlineData("check --mode everything", "--mode 'everything'")]
    [InlineData("simulator --bars /no/such/folder --state OUT", "/no/such/folder")]
    [InlineData("simulator --from yesterday", "--from 'yesterday': wants an instant in UTC")]
    [InlineData("simulator --bind everywhere --state OUT", "--bind 'everywhere'")]
    public async Task Others(string arguments, string said)
    {
        var refused = await FunctionAppProcess.RunAsync(arguments.Replace("OUT", Path.Combine(folder.FullPath, "out"), StringComparison.Ordinal).Split(' '));

        AssertOneLine(refused, said);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.FullPath));
    }

    [Theory]
    [InlineData("rehearse --broker alpaca --state OUT")]
    [InlineData("serve --broker alpaca --state OUT")]
    public async Task The_brokers_adapter_where_there_is_none(string arguments)
    {
        if (Trading.Functions.Adapters.CloudAdapters.Ports is null)
        {
            await Others(arguments, "--broker alpaca: this build has no adapters; build with AzureAdapters=true");
        }
    }

    [Fact]
    public async Task Scan_stops_at_a_corrupt_line_and_names_it()
    {
        var bars = Directory.CreateDirectory(Path.Combine(folder.FullPath, "bars", "daily")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(bars, "AAA.csv"), "date,open,high,low,close,volume\n2013-10-03,10,11,9,10,1000\n2013-10-04,10,9,11,10,1000\n");
        var output = Path.Combine(folder.FullPath, "out");

        var refused = await FunctionAppProcess.RunAsync("scan", "--bars", Path.Combine(folder.FullPath, "bars"), "--as-of", "2013-10-04", "--out", output);

        AssertOneLine(refused, "AAA.csv line 3");
        Assert.False(Directory.Exists(output));
    }

    private static void AssertOneLine(FunctionAppProcess refused, string said)
    {
        Assert.Equal(1, refused.ExitCode);
        Assert.Empty(refused.Output);
        var line = Assert.Single(refused.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(said, line, StringComparison.Ordinal);
    }
}
