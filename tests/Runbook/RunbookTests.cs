using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Trading.Tests.Cli;
using Trading.Tests.Support;

namespace Trading.Tests.Runbook;

/// <summary>docs/runbook.md does what it says, and forgets no procedure of the systems replaced.</summary>
public sealed class RunbookTests(RunbookDesk desk) : IClassFixture<RunbookDesk>
{
    [Fact]
    public void Each_old_procedure_has_a_new_command_or_a_reason_why_not()
    {
        Assert.True(RunbookLine.All.Count > 150);
        Assert.All(RunbookLine.All, line => Assert.NotEmpty(line.OldCommand));
        Assert.All(RunbookLine.All, line => Assert.True(
            (line.Now.StartsWith("no twin: ", StringComparison.Ordinal) && line.Now.Length > 25) || line.Now.StartsWith('`'), $"{line.Then}: {line.Now}"));
    }

    [SharedDataFact]
    public void Every_command_of_the_five_runbooks_has_its_line()
    {
        Assert.Equal(5, SeedCommands.Runbooks.Count);
        var commands = SeedCommands.Runbooks.SelectMany(SeedCommands.Of).ToList();
        Assert.True(commands.Count > 200, $"{commands.Count} commands were found");
        Assert.All(commands, command => Assert.True(RunbookLine.All.Any(line => command.StartsWith(line.OldCommand, StringComparison.Ordinal)), command));
    }

    [Fact]
    public async Task Every_curl_line_works_at_its_path()
    {
        var lines = RunbookLine.All.Where(line => line.Now.StartsWith("`curl", StringComparison.Ordinal)).ToList();
        Assert.True(lines.Count >= 24);
        var request = "REQ-1";
        foreach (var words in lines.Select(line => ShellWords.Of(line.Commands.First())))
        {
            var url = new Uri(words.Single(word => word.StartsWith("http://localhost:7071/", StringComparison.Ordinal)));
            var body = words.SkipWhile(word => word != "-d").Skip(1).FirstOrDefault()?.Replace("REQ-1", request, StringComparison.Ordinal);
            var answer = await CurlAsync(words.Contains("POST"), url.PathAndQuery, body);
            if (url.AbsolutePath.EndsWith("unlock_request", StringComparison.Ordinal))
            {
                request = FindRequest(answer) ?? throw new InvalidOperationException($"no request id in {answer}");
            }
        }
    }

    /// <summary>Also in the procedures' sentences: a command that is read at three in the morning must be one.</summary>
    [Fact]
    public async Task Every_command_in_the_text_is_one_that_the_command_line_knows()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(SharedData.RepositoryRoot, "docs", "runbook.md"));
        var commands = Regex.Matches(text, "`(?<line>trade [^`]+)`", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(match => match.Groups["line"].Value).Distinct().ToList();
        Assert.True(commands.Count > 60);
        using var nowhere = new NobodyAnswers();
        var unknown = new List<string>();
        foreach (var command in commands)
        {
            var run = await TradeRun.RunAsync(nowhere, null, null, [.. ShellWords.Of(command).Skip(1), "--yes", "--url", "http://127.0.0.1:9/"]);
            if (run.Errors.Contains("Ask trade --help", StringComparison.Ordinal))
            {
                unknown.Add($"{command}: {run.Errors}");
            }
        }

        Assert.Empty(unknown);
    }

    [Fact]
    public async Task Every_line_of_the_command_is_understood_by_the_desk()
    {
        var lines = RunbookLine.All.SelectMany(line => line.Commands).Where(command => command.StartsWith("trade ", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(lines.Count > 50);
        using var handler = new SocketsHttpHandler();
        foreach (var line in lines)
        {
            var args = ShellWords.Of(line).Skip(1).Where(word => !word.StartsWith("--follow", StringComparison.Ordinal) && !word.StartsWith("--watch", StringComparison.Ordinal));
            var run = await TradeRun.RunAsync(handler, null, desk.John, [.. args, "--yes", "--url", desk.Address.ToString()]);
            Assert.True(run.ExitCode is 0 or 1 or 2, $"{line}: {run.ExitCode} {run.Errors}");

            // A desk may refuse what is asked at this hour; it must not be asked in words that it does not know.
            Assert.DoesNotMatch(@"trade --help|\((400|401|403|405|413|500|501)|unknown_route|is this a desk", run.Errors);
        }
    }

    [Theory]
    [InlineData("config")]
    [InlineData("data")]
    [InlineData("all")]
    public async Task The_checks_of_the_function_app_run(string mode)
    {
        var run = await FunctionAppProcess.RunAsync("check", "--mode", mode, "--state", Path.Combine(desk.State, "..", "checked"));
        Assert.True(run.ExitCode is 0 or 1 or 2, run.Errors);
        Assert.Matches("PASS|WARN|FAIL", run.Output);
    }

    private static string? FindRequest(JsonElement answer) =>
        answer.EnumerateObject().SelectMany<JsonProperty, JsonProperty>(member => member.Value.ValueKind == JsonValueKind.Object ? member.Value.EnumerateObject() : [member])
            .Select(member => member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null)
            .FirstOrDefault(text => text is not null && text.StartsWith("REQ-", StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal));

    // A change is asked for by the person whom its body names.
    private async Task<JsonElement> CurlAsync(bool isChange, string path, string? body)
    {
        using var client = new HttpClient { BaseAddress = desk.Address };
        using var request = new HttpRequestMessage(isChange ? HttpMethod.Post : HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (isChange)
        {
            var token = body?.Contains("jane.smith", StringComparison.Ordinal) == true ? desk.Jane : desk.John;
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

            // As curl sends it: with the content type of a form.
            request.Content = new StringContent(body ?? string.Empty, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        }

        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();

        // A desk may be unwell, and a job that is done or not due at this hour is not run again: both say so.
        var isAnswer = response.IsSuccessStatusCode || (path == "/health" && response.StatusCode == HttpStatusCode.ServiceUnavailable)
            || (path.Contains("/agents/restart/", StringComparison.Ordinal) && response.StatusCode == HttpStatusCode.Conflict);
        Assert.True(isAnswer, $"{path}: {(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private sealed class NobodyAnswers : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new HttpRequestException("nobody answers");
    }
}
