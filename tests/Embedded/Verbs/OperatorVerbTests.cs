using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Verbs;

/// <summary>Operators as a person adds them on the machine, and the desk that then serves them.</summary>
public sealed class OperatorVerbTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string State => Path.Combine(folder.FullPath, "state");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_operator_is_added_serves_and_is_removed()
    {
        var added = await RunAsync("add", "alice", "--role", "operator", "--json");
        Assert.Equal(0, added.ExitCode);
        Assert.Contains("operator-added", added.Errors, StringComparison.Ordinal);
        var token = JsonDocument.Parse(added.Output).RootElement.GetProperty("token").GetString()!;
        Assert.StartsWith("tf_", token, StringComparison.Ordinal);
        Assert.Contains("alice  Operator  main", (await RunAsync("list")).Output, StringComparison.Ordinal);

        using (var process = FunctionAppProcess.Start("serve", "--port", "0", "--bind", "0.0.0.0", "--state", State))
        {
            try
            {
                await AssertServesAsync(process, token);
                var refused = await RunAsync("add", "bob", "--role", "viewer");
                Assert.Equal(1, refused.ExitCode);
                Assert.Contains("stop it (Ctrl+C), run this again, then serve again", refused.Errors, StringComparison.Ordinal);
            }
            finally
            {
                process.Kill();
                await process.WaitForExitAsync();
            }
        }

        var removed = await RunAsync("remove", "alice");
        Assert.Equal((0, "removed alice: main"), (removed.ExitCode, removed.Output.Trim()));
        Assert.Contains("WARNING no operator is left", removed.Errors, StringComparison.Ordinal);
        var everything = Directory.EnumerateFiles(State, "*", SearchOption.AllDirectories).Select(File.ReadAllText);
        Assert.DoesNotContain(everything, text => text.Contains(token, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("add alice", "--role: say what they may do")]
    [InlineData("add alice --role boss", "wants viewer or operator or approver")]
    [InlineData("add al:ice --role viewer", "wants 1 to 40 letters")]
    [InlineData("add alice --role viewer --device /dev/null", "--device '/dev/null'")]
    [InlineData("add --role viewer", "Required argument missing")]
    [InlineData("list", "there is no state folder")]
    [InlineData("remove alice", "there is no state folder")]
    public async Task What_cannot_be_done_is_one_line_and_writes_nothing(string arguments, string said)
    {
        var refused = await RunAsync(arguments.Split(' '));
        Assert.Equal(1, refused.ExitCode);
        Assert.Single(refused.Errors.Trim().Split('\n'));
        Assert.Contains(said, refused.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(State));
    }

    private async Task<FunctionAppProcess> RunAsync(params string[] arguments) => await FunctionAppProcess.RunAsync(["operator", .. arguments, "--state", State]);

    private static async Task AssertServesAsync(System.Diagnostics.Process process, string token)
    {
        var said = new List<string>();
        while (said.Count < 3 && await process.StandardError.ReadLineAsync() is { } line)
        {
            said.AddRange(said.Count > 0 || line.StartsWith("serving ", StringComparison.Ordinal) ? [line] : []);
        }

        Assert.Equal("operators: alice (Operator, main)", said[1]);
        Assert.Contains("without TLS", said[2], StringComparison.Ordinal);
        using var client = new HttpClient { BaseAddress = new Uri(said[0].Split(' ')[1].Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)) };
        client.DefaultRequestHeaders.Host = "desk.example";
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("api/system/status", UriKind.Relative));
        return answer.StatusCode;
    }
}
