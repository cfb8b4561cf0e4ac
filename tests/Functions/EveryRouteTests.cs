using System.Text.Json;
using System.Text.RegularExpressions;
using Trading.Control.Operators;
using Trading.Functions.Http;
using Trading.Functions.Http.Door;
using Trading.Tests.Support;

namespace Trading.Tests.Functions;

/// <summary>Every route there is, asked in every way that it says it may be: none fails, and what is refused is refused in one form.</summary>
public sealed partial class EveryRouteTests : IAsyncLifetime
{
    private static readonly RouteTable Routes = new(typeof(ApiJson).Assembly.GetTypes());
    private static readonly string[] NoJson = ["", "api/events", "metrics"];
    private ServedDesk desk = null!;
    private string token = null!;

    public async Task InitializeAsync()
    {
        desk = await ServedDesk.OpenAsync();
        token = await desk.AddAsync("anna", Role.Approver);
    }

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task No_read_fails()
    {
        var faults = new List<string>();
        foreach (var path in Of("GET").Except(NoJson, StringComparer.Ordinal).SelectMany(Filled))
        {
            await AskAsync(HttpMethod.Get, path, body: null, faults);
        }

        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"reason":"test","operator":"anna"}""")]
    [InlineData("[1,2]")]
    public async Task No_change_fails_whatever_it_is_told(string body)
    {
        var faults = new List<string>();
        foreach (var path in Of("POST").SelectMany(Filled))
        {
            await AskAsync(HttpMethod.Post, path, body, faults);
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task No_change_is_open_to_nobody_or_to_a_viewer()
    {
        var viewer = await desk.AddAsync("vera", Role.Viewer);
        var before = desk.Writes();
        foreach (var path in Of("POST").SelectMany(Filled))
        {
            Assert.Equal((path, 401), (path, (await desk.PostAsync(path, token: null)).Status));
            Assert.Equal((path, 403), (path, (await desk.PostAsync(path, viewer)).Status));
        }

        Assert.Equal(before, desk.Writes());
    }

    private static IEnumerable<string> Of(string method) => Routes.Entries.Where(route => route.Methods.Contains(method, StringComparer.Ordinal)).Select(static route => route.Template);

    // A name that there may be, one that there is not, and one that is no name at all.
    private static IEnumerable<string> Filled(string template) => template.Contains('{', StringComparison.Ordinal)
        ? new[] { "AAPL", "1", "no-such-thing", "%20%C3%BC'%7B%22%3C" }.Select(value => InBraces().Replace(template, value))
        : [template];

    private async Task AskAsync(HttpMethod method, string path, string? body, List<string> faults)
    {
        var (status, answer) = await AnswerAsync(method, path, body);
        var hasForm = status < 400 || path.EndsWith("health", StringComparison.Ordinal) || (answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("detail", out _));
        if (status is 500 or 501 or 502 || !hasForm)
        {
            faults.Add($"{method} {path}: {status} {answer}");
        }
    }

    private async Task<(int Status, JsonElement Body)> AnswerAsync(HttpMethod method, string path, string? body)
    {
        try
        {
            return await desk.SendAsync(method, path, token, body);
        }
        catch (JsonException)
        {
            // Tables, zips and texts are answers too.
            return (200, default);
        }
    }

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InBraces();
}
