using System.Text.Json;
using NodaTime;
using Trading.Control.Operators;
using Trading.Tests.Support;

namespace Trading.Tests.Functions;

/// <summary>Unauthenticated, wrong role, same person twice, expired, replayed, oversized, malformed: each has its status and its line in the journal, and changes nothing.</summary>
public sealed class RefusedChangesTests : IAsyncLifetime
{
    private const string Kill = "api/system/kill_switch";
    private const string Ask = "api/system/unlock_request";
    private const string Approve = "api/system/unlock_approve";
    private ServedDesk desk = null!;
    private string vera = null!;
    private string oscar = null!;
    private string anna = null!;
    private string bert = null!;

    public async Task InitializeAsync()
    {
        desk = await ServedDesk.OpenAsync();
        vera = await desk.AddAsync("vera", Role.Viewer);
        oscar = await desk.AddAsync("oscar", Role.Operator);
        anna = await desk.AddAsync("anna", Role.Approver);
        bert = await desk.AddAsync("bert", Role.Approver);
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Theory]
    [InlineData(Kill)]
    [InlineData(Ask)]
    [InlineData(Approve)]
    public async Task Whoever_shows_no_token_or_a_wrong_one(string path)
    {
        await AssertRefusedAsync(path, token: null, "{}", 401, "unauthenticated");
        await AssertRefusedAsync(path, "tf_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "{}", 401, "unauthenticated");
    }

    [Fact]
    public async Task Whoever_has_too_small_a_role_before_the_body_is_looked_at()
    {
        await AssertRefusedAsync(Kill, vera, "{}", 403, "wrong_role", "vera");
        await AssertRefusedAsync(Ask, vera, "not json", 403, "wrong_role", "vera");
        await AssertRefusedAsync(Approve, oscar, new string('x', 20_000), 403, "wrong_role", "oscar");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("\"halt_all\"")]
    [InlineData("{\"mode\":")]
    [InlineData("{\"reason\":7}")]
    [InlineData("{} {}")]
    [InlineData("null")]
    public async Task A_body_that_cannot_be_read(string body) => await AssertRefusedAsync(Kill, oscar, body, 400, "wrong_request", "oscar");

    [Fact]
    public async Task A_body_that_is_too_long() => await AssertRefusedAsync(Kill, oscar, $$"""{"reason":"{{new string('x', 16 * 1024)}}"}""", 413, "too_large", "oscar");

    [Theory]
    [InlineData(Kill, """{"operator":"anna"}""")]
    [InlineData(Ask, """{"requestor":"anna"}""")]
    public async Task A_body_that_names_somebody_else(string path, string body) => await AssertRefusedAsync(path, oscar, body, 403, "not_you", "oscar");

    [Fact]
    public async Task A_release_by_the_one_who_asked_for_it()
    {
        var id = await KilledAndAskedAsync(anna);
        await AssertRefusedAsync(Approve, anna, Of(id), 403, "same_person", "anna");
        Assert.Single(await desk.EventsAsync("unlock-refused"));
    }

    [Fact]
    public async Task A_release_that_was_approved_too_late()
    {
        var id = await KilledAndAskedAsync(oscar);
        desk.Clock.Advance(Duration.FromMinutes(15));
        await AssertRefusedAsync(Approve, anna, Of(id), 410, "expired", "anna");
    }

    [Fact]
    public async Task An_approval_that_is_sent_again()
    {
        var id = await KilledAndAskedAsync(oscar);
        Assert.Equal(200, (await desk.PostAsync(Approve, anna, Of(id))).Status);
        await AssertRefusedAsync(Approve, bert, Of(id), 409, code: null, "bert");
        await desk.PostAsync(Kill, oscar);
        await AssertRefusedAsync(Approve, bert, Of(id), 409, code: null, "bert");
    }

    [Fact]
    public async Task A_release_of_an_older_activation_and_one_that_nobody_asked_for()
    {
        var id = await KilledAndAskedAsync(oscar, """{"mode":"close_only"}""");
        await desk.PostAsync(Kill, oscar, """{"mode":"halt_all"}""");
        await AssertRefusedAsync(Approve, anna, Of(id), 409, "newer_activation", "anna");
        await AssertRefusedAsync(Approve, anna, Of("REQ-99"), 404, "unknown_request", "anna");
        await AssertRefusedAsync(Approve, anna, Of("../../etc/passwd"), 404, "unknown_request", "anna");
    }

    [Fact]
    public async Task Paths_and_methods_that_there_are_not()
    {
        var before = desk.Writes();
        Assert.Equal((404, "unknown"), StatusAndCode(await desk.SendAsync(HttpMethod.Get, "api/no/such/route", anna)));
        Assert.Equal((405, "wrong_method"), StatusAndCode(await desk.SendAsync(HttpMethod.Delete, Kill, anna)));
        Assert.Equal(before, desk.Writes());
    }

    private static string Of(string id) => JsonSerializer.Serialize(new { request_id = id });

    private static (int Status, string? Code) StatusAndCode((int Status, JsonElement Body) answer) => (answer.Status, answer.Body.GetProperty("type").GetString());

    private async Task<string> KilledAndAskedAsync(string by, string kill = "{}")
    {
        Assert.Equal(200, (await desk.PostAsync(Kill, oscar, kill)).Status);
        var (status, request) = await desk.PostAsync(Ask, by, """{"reason":"all is well again"}""");
        Assert.Equal(200, status);
        return request.GetProperty("request_id").GetString()!;
    }

    private async Task AssertRefusedAsync(string path, string? token, string body, int status, string? code, string? who = null)
    {
        var (before, refusals) = (desk.Writes(), (await desk.EventsAsync("request-refused")).Count);
        var answer = await desk.PostAsync(path, token, body);
        Assert.Equal(status, answer.Status);
        Assert.Equal(status, answer.Body.GetProperty("status").GetInt32());
        Assert.Equal(code ?? answer.Body.GetProperty("type").GetString(), answer.Body.GetProperty("type").GetString());
        Assert.Equal(before, desk.Writes());
        var written = (await desk.EventsAsync("request-refused")).Skip(refusals).Single().Data;
        Assert.Equal((path, status), (written.GetProperty("route").GetString(), written.GetProperty("status").GetInt32()));
        Assert.Equal(who, written.TryGetProperty("who", out var name) ? name.GetString() : null);
        Assert.False(token is not null && desk.Holds(token), "a token is in the state folder");
    }
}
