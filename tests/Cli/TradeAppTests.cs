using System.Net;

namespace Trading.Tests.Cli;

public sealed class TradeAppTests
{
    [Theory]
    [InlineData("status", """{"kill_switch":false,"trading_enabled":true}""", 0)]
    [InlineData("status", """{"kill_switch":true,"trading_enabled":false}""", 2)]
    [InlineData("health", """{"status":"healthy","checks":[]}""", 0)]
    [InlineData("health", """{"status":"degraded","checks":[]}""", 2)]
    [InlineData("watchlist", """{"fresh":true,"candidates":[]}""", 0)]
    [InlineData("watchlist", """{"fresh":false,"candidates":[]}""", 2)]
    [InlineData("watchlist --check", """{"fresh":false,"candidates":[]}""", 1)]
    [InlineData("universe", """{"reason":"up to date","aside":[]}""", 0)]
    [InlineData("compliance", """{"overdue":0}""", 0)]
    [InlineData("compliance", """{"overdue":1}""", 1)]
    [InlineData("journal --verify", """{"ok":false}""", 1)]
    [InlineData("state check", """{"differences":[]}""", 0)]
    [InlineData("state check", """{"differences":[{"key":"a"}]}""", 1)]
    public async Task The_exit_code_says_how_the_desk_is(string line, string answer, int expected)
    {
        using var desk = new CannedDesk(HttpStatusCode.OK, answer);
        Assert.Equal(expected, (await TradeRun.RunAsync(desk, null, null, line.Split(' '))).ExitCode);
    }

    [Fact]
    public async Task An_unhealthy_desk_is_shown_and_ends_with_1()
    {
        using var desk = new CannedDesk(HttpStatusCode.ServiceUnavailable, """{"status":"unhealthy","reasons":["store: no answer"],"checks":[]}""");
        var run = await TradeRun.RunAsync(desk, null, null, "health");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("store: no answer", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_without_a_terminal_is_not_asked_for()
    {
        using var desk = new CannedDesk(HttpStatusCode.OK, "{}");
        var run = await TradeRun.RunAsync(desk, null, "secret", "kill", "--reason", "look");
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(desk.Asked);
        Assert.Contains("--yes", run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("no\n", 1, 0)]
    [InlineData("\n", 1, 0)]
    [InlineData("YES\n", 1, 0)]
    [InlineData("yes\n", 0, 1)]
    public async Task A_change_is_asked_for_and_only_yes_is_yes(string typed, int exit, int asked)
    {
        using var desk = new CannedDesk(HttpStatusCode.OK, "{}");
        var run = await TradeRun.RunAsync(desk, typed, "secret", "approve", "--reason", "look");
        Assert.Equal((exit, asked), (run.ExitCode, desk.Asked.Count));
    }

    [Fact]
    public async Task Cancelling_protective_stops_takes_a_second_answer()
    {
        using var desk = new CannedDesk(HttpStatusCode.OK, "{}");
        Assert.Equal(1, (await TradeRun.RunAsync(desk, "yes\nno\n", "secret", "cancel-all", "--force", "--reason", "look")).ExitCode);
        Assert.Empty(desk.Asked);
        Assert.Equal(0, (await TradeRun.RunAsync(desk, "yes\nyes\n", "secret", "cancel-all", "--force", "--reason", "look")).ExitCode);
        Assert.Contains("cancel protective stops", desk.Asked.Single().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_and_the_reason_are_sent_and_a_name_is_part_of_the_path_only()
    {
        using var desk = new CannedDesk(HttpStatusCode.OK, "{}");
        var run = await TradeRun.RunAsync(desk, null, "secret", "reduce", "A/../B", "--target", "0.5", "--reason", "value \"at\" risk", "--yes");
        Assert.Equal(0, run.ExitCode);
        var (method, path, body, token) = desk.Asked.Single();
        Assert.Equal(("POST", "/api/positions/A%2F..%2FB/reduce", "Bearer secret"), (method, path, token));
        Assert.Equal("""{"reason":"value \u0022at\u0022 risk","target":0.5}""", body);
    }

    [Fact]
    public async Task A_refusal_is_one_line_with_the_desks_own_words()
    {
        using var desk = new CannedDesk(HttpStatusCode.Forbidden, """{"type":"same_person","title":"Forbidden","status":403,"detail":"REQ-1 was asked for by ada: another person approves it"}""");
        var run = await TradeRun.RunAsync(desk, null, "secret", "unlock", "approve", "REQ-1", "--yes");
        Assert.Equal((1, string.Empty), (run.ExitCode, run.Output));
        Assert.Equal("REQ-1 was asked for by ada: another person approves it (403 same_person)", run.Errors.TrimEnd());
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("kill everything")]
    [InlineData("status --url nowhere")]
    [InlineData("config set exposure")]
    [InlineData("config set a=1 a=2")]
    [InlineData("approve")]
    public async Task What_cannot_be_understood_is_one_line_and_nothing_is_asked(string line)
    {
        using var desk = new CannedDesk(HttpStatusCode.OK, "{}");
        var args = line.Split(' ');
        var run = await TradeRun.RunAsync(desk, null, "secret", args[0] == "config" ? [.. args, "--reason", "look", "--yes"] : args);
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(desk.Asked);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Json_is_the_answer_and_nothing_else()
    {
        using var desk = new CannedDesk(HttpStatusCode.OK, """{"count":0,"positions":[],"reason":"nothing is held"}""");
        var run = await TradeRun.RunAsync(desk, null, null, "positions", "--json");
        Assert.Equal("""{"count":0,"positions":[],"reason":"nothing is held"}""", run.Output.TrimEnd());
        Assert.Empty(run.Errors);
    }

    [Fact]
    public async Task A_stored_text_cannot_move_the_cursor()
    {
        using var desk = new CannedDesk(HttpStatusCode.OK, """{"positions":[{"symbol":"\u001b[2JAIG [bold]x[/]","quantity":1}]}""");
        var run = await TradeRun.RunAsync(desk, null, null, "positions");
        Assert.Contains(".[2JAIG [bold]x[/]", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public async Task Lists_are_tables_with_their_columns()
    {
        using var desk = new CannedDesk(HttpStatusCode.OK, """{"count":1,"orders":[{"id":"20260305-swing-AIG-B-1","symbol":"AIG","quantity":10,"bracket":{"takeProfit":50}}]}""");
        var run = await TradeRun.RunAsync(desk, null, null, "orders", "--status", "filled", "--symbol", "AIG");
        Assert.Equal("/api/orders?status=filled&symbol=AIG", desk.Asked.Single().Path);
        Assert.Contains("20260305-swing-AIG-B-1", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("bracket", run.Output, StringComparison.Ordinal);
    }
}
