using Microsoft.AspNetCore.Http;
using NodaTime;
using Trading.Control.Operators;
using Trading.Functions.Http;
using Trading.Tests.Shared.Operations.Alerting;

namespace Trading.Tests.Functions;

/// <summary>The routes of the alerts, behind their door.</summary>
public sealed class AlertRouteTests : IDisposable
{
    private static readonly Caller Jane = new("jane", Role.Operator, "desk");
    private readonly AlertDeskFixture desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Open_ones_come_first_with_age_owner_and_what_to_do()
    {
        await desk.RaiseAsync("job-failed", "Scan");
        desk.Clock.Advance(Duration.FromMinutes(1));
        await desk.RaiseAsync("position-missing", "AIG");
        await desk.RaiseAsync("position-missing", "MSFT");
        await desk.Desk.AcknowledgeAsync("2013-10-07:position-missing:MSFT", "jane", null, default);
        desk.Clock.Advance(Duration.FromMinutes(2));
        var json = (await ListAsync(string.Empty)).Json;
        Assert.Equal((3, 2), (json.GetProperty("count").GetInt32(), json.GetProperty("open").GetInt32()));
        var lines = json.GetProperty("alerts").EnumerateArray().ToList();
        Assert.Equal(["position-missing AIG open", "job-failed Scan open", "position-missing MSFT acknowledged"], lines.Select(line => $"{line.GetProperty("code")} {line.GetProperty("subject")} {line.GetProperty("state")}"));
        Assert.Equal((120, "SEV2", "oncall", "2013-10-07T14:16:00Z"), (
            lines[0].GetProperty("ageSeconds").GetInt32(), lines[0].GetProperty("severity").GetString(), lines[0].GetProperty("owner").GetString(), lines[0].GetProperty("nextEscalationAt").GetString()));
    }

    [Fact]
    [Trait("Bug", "C5.41")]
    public async Task A_clock_behind_the_alerts_makes_no_age_below_zero()
    {
        await desk.RaiseAsync("position-missing");
        desk.Clock.Advance(-Duration.FromMinutes(3));
        Assert.Equal(0, (await ListAsync(string.Empty)).Json.GetProperty("alerts")[0].GetProperty("ageSeconds").GetInt32());
    }

    [Fact]
    public async Task A_list_is_filtered_and_cut_into_pages()
    {
        for (var i = 0; i < 5; i++)
        {
            await desk.RaiseAsync("job-failed", $"J{i}");
        }

        await desk.RaiseAsync("position-missing");
        var first = (await ListAsync("?severity=SEV3&limit=3")).Json;
        var second = (await ListAsync($"?severity=sev3&limit=3&after={Uri.EscapeDataString(first.GetProperty("next").GetString()!)}")).Json;
        Assert.Equal(["J0", "J1", "J2", "J3", "J4"], first.GetProperty("alerts").EnumerateArray().Concat(second.GetProperty("alerts").EnumerateArray()).Select(line => line.GetProperty("subject").GetString()!));
        Assert.False(second.TryGetProperty("next", out _));
        Assert.Equal("no alert of that kind", (await ListAsync("?state=resolved")).Json.GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("?state=gone")]
    [InlineData("?severity=SEV5")]
    [InlineData("?severity=7")]
    [InlineData("?since=yesterday")]
    [InlineData("?since=2013-01-01")]
    [InlineData("?since=2013-10-08")]
    [InlineData("?limit=0")]
    public async Task A_wrong_question_is_refused(string query) => Assert.Equal(400, (await ListAsync(query)).Status);

    [Fact]
    public async Task What_stands_since_days_is_shown_and_what_is_over_since_days_only_when_asked_for()
    {
        await desk.RaiseAsync("position-missing", "AIG");
        await desk.ReadAsync("backlog", 2000m);
        await desk.ReadAsync("backlog", 0m);
        desk.Clock.Now = AlertDeskFixture.At(10, 0, days: 2);
        Assert.Equal(["position-missing"], Codes((await ListAsync(string.Empty)).Json));
        Assert.Equal(["position-missing", "backlog"], Codes((await ListAsync("?since=2013-10-07")).Json));
    }

    [Fact]
    public async Task An_answer_is_taken_once()
    {
        await desk.RaiseAsync("position-missing");
        const string Id = "2013-10-07:position-missing:AIG";
        var (status, json) = await AckAsync(Id, """{"note":" on it "}""");
        Assert.Equal((200, "acknowledged", "jane", "on it"), (status, json.GetProperty("state").GetString(), json.GetProperty("acknowledgedBy").GetString(), json.GetProperty("note").GetString()));
        Assert.Equal(409, (await AckAsync(Id, string.Empty)).Status);
        Assert.Equal(404, (await AckAsync("2013-10-07:position-missing:MSFT", string.Empty)).Status);
        Assert.Equal(404, (await AckAsync("..%2f..", string.Empty)).Status);
        Assert.Equal(400, (await AckAsync(Id, $$"""{"note":"{{new string('x', 1001)}}"}""")).Status);
        Assert.Single(await desk.KindsAsync("alert-acknowledged"));
    }

    [Fact]
    public async Task A_silence_is_made_listed_and_ended()
    {
        var (status, made) = await SilenceAsync("""{"code":"position-*","minutes":60,"reason":"transfer"}""");
        Assert.Equal((200, "2013-10-07T15:00:00Z", "jane"), (status, made.GetProperty("until").GetString(), made.GetProperty("who").GetString()));
        Assert.Equal(1, (await RouteCall.AskAsync(Silences.ListAsync, Jane, string.Empty)).Json.GetProperty("count").GetInt32());
        var id = made.GetProperty("id").GetString()!;
        Assert.Equal(200, (await RouteCall.AskAsync((request, token) => Silences.EndAsync(request, id, token), Jane, string.Empty)).Status);
        Assert.Equal(404, (await RouteCall.AskAsync((request, token) => Silences.EndAsync(request, id, token), Jane, string.Empty)).Status);
        Assert.Equal("nothing is silenced", (await RouteCall.AskAsync(Silences.ListAsync, Jane, string.Empty)).Json.GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"code":"job-*","reason":"x"}""")]
    [InlineData("""{"code":"job-*","minutes":60}""")]
    [InlineData("""{"code":"job-*","minutes":1441,"reason":"x"}""")]
    [InlineData("""{"code":"job-*","minutes":-5,"reason":"x"}""")]
    [InlineData("""{"code":"job-*","minutes":5,"until":"2013-10-07T14:30:00Z","reason":"x"}""")]
    [InlineData("""{"code":"job-*","until":"2013-10-07T13:30:00Z","reason":"x"}""")]
    [InlineData("""{"code":"kill-switch","minutes":5,"reason":"x"}""")]
    [InlineData("""{"minutes":5,"reason":"x"}""")]
    public async Task A_wrong_silence_is_refused_and_changes_nothing(string body)
    {
        Assert.Equal(400, (await SilenceAsync(body)).Status);
        Assert.Empty(await desk.Silences.ListAsync(default));
    }

    [Fact]
    public async Task The_table_and_a_test_of_the_channels()
    {
        var rules = new AlertRulesFunction(desk.Courier, desk.Journal);
        var table = (await RouteCall.AskAsync((request, _) => Task.FromResult(AlertRulesFunction.List(request)), Jane, string.Empty)).Json;
        var critical = table.GetProperty("rules").EnumerateArray().Single(rule => rule.GetProperty("code").GetString() == "var-critical");
        Assert.Equal(("SEV2", 15, "var_utilization > 90", "reduce_positions"), (
            critical.GetProperty("severity").GetString(), critical.GetProperty("respondWithinMinutes").GetInt32(), critical.GetProperty("when").GetString(), critical.GetProperty("action").GetString()));
        Assert.Equal(1, (await RouteCall.AskAsync(rules.TestAsync, Jane, string.Empty)).Json.GetProperty("reached").GetInt32());
        desk.Channel.IsDown = true;
        var failed = (await RouteCall.AskAsync(rules.TestAsync, Jane, string.Empty)).Json;
        Assert.Equal((0, "HttpRequestException"), (failed.GetProperty("reached").GetInt32(), failed.GetProperty("channels")[0].GetProperty("fault").GetString()));
    }

    private AlertsFunction Alerts => new(desk.Book, desk.Desk, desk.Clock);

    private AlertSilencesFunction Silences => new(desk.Silences, desk.Clock);

    private static IEnumerable<string> Codes(System.Text.Json.JsonElement json) => json.GetProperty("alerts").EnumerateArray().Select(line => line.GetProperty("code").GetString()!);

    private Task<(int Status, System.Text.Json.JsonElement Json)> ListAsync(string query) => RouteCall.AskAsync(
        (request, token) =>
        {
            request.QueryString = new QueryString(query);
            return Alerts.ListAsync(request, token);
        },
        Jane,
        string.Empty);

    private Task<(int Status, System.Text.Json.JsonElement Json)> AckAsync(string id, string body) => RouteCall.AskAsync((request, token) => Alerts.AcknowledgeAsync(request, id, token), Jane, body);

    private Task<(int Status, System.Text.Json.JsonElement Json)> SilenceAsync(string body) => RouteCall.AskAsync(Silences.AddAsync, Jane, body);
}
