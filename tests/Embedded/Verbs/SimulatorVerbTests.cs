using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Verbs;

/// <summary>The simulator as a person starts it.</summary>
public sealed class SimulatorVerbTests
{
    [Fact]
    public async Task It_says_where_it_listens_and_its_account_outlives_it()
    {
        using var folder = new TempFolder();
        var state = Path.Combine(folder.FullPath, "state");
        using (var process = FunctionAppProcess.Start("simulator", "--port", "0", "--state", state, "--cash", "5000", "--from", "2013-10-07T14:00:00Z"))
        {
            try
            {
                var line = await process.StandardError.ReadLineAsync();
                Assert.StartsWith("simulating http://127.0.0.1:", line, StringComparison.Ordinal);
                Assert.Contains("bars synthetic, clock at 2013-10-07T14:00:00Z, any key is taken", line, StringComparison.Ordinal);
                using var client = new HttpClient { BaseAddress = new Uri(line!.Split(' ')[1]) };
                client.DefaultRequestHeaders.Add("APCA-API-KEY-ID", "any");
                client.DefaultRequestHeaders.Add("APCA-API-SECRET-KEY", "any");
                Assert.Contains("\"cash\":\"5000\"", await client.GetStringAsync("/v2/account"), StringComparison.Ordinal);
            }
            finally
            {
                process.Kill();
                await process.WaitForExitAsync();
            }
        }

        var earlier = await FunctionAppProcess.RunAsync("simulator", "--port", "0", "--state", state, "--cash", "5000", "--from", "2013-10-07T13:00:00Z");
        Assert.Equal(1, earlier.ExitCode);
        Assert.Contains("was played up to 2013-10-07T14:00:00Z", earlier.Errors, StringComparison.Ordinal);
        var other = await FunctionAppProcess.RunAsync("simulator", "--port", "0", "--state", state, "--cash", "6000");
        Assert.Contains("was begun with cash 5000, not 6000", other.Errors, StringComparison.Ordinal);
    }
}
