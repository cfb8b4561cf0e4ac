using Trading.Functions.Http.Door;

namespace Trading.Tests.Functions.Door;

/// <summary>Every request can be found again, by the caller's id or by ours.</summary>
public sealed class RequestCorrelationTests : IDisposable
{
    private readonly DoorDesk desk = new();

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData("Look")]
    [InlineData("Stop")]
    public async Task The_callers_id_comes_back_whether_they_are_let_in_or_not(string function) =>
        Assert.Equal("chain-7:a.b_c", await AnsweredAsync(function, "chain-7:a.b_c"));

    [Fact]
    public async Task Whoever_sends_none_gets_ours()
    {
        var (first, second) = (await AnsweredAsync("Look", null), await AnsweredAsync("Look", null));
        Assert.NotEmpty(first);
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("<script>")]
    [InlineData("a\"b")]
    public async Task What_is_no_id_is_not_repeated(string sent) => Assert.DoesNotContain(sent, await AnsweredAsync("Look", sent), StringComparison.Ordinal);

    [Fact]
    public async Task Nor_one_that_never_ends() => Assert.NotInRange((await AnsweredAsync("Look", new string('a', 129))).Length, 129, int.MaxValue);

    private async Task<string> AnsweredAsync(string function, string? sent)
    {
        var (_, _, response) = await desk.AskAsync(function, method: function == "Stop" ? "POST" : "GET", change: context =>
        {
            if (sent is not null)
            {
                context.Request.Headers[RequestCorrelation.Header] = sent;
            }
        });
        return response.Headers[RequestCorrelation.Header].ToString();
    }
}
