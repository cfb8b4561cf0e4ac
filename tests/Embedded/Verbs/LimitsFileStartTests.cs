using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Verbs;

/// <summary>A limits file with faults keeps every verb from starting, with all of them in one line and nothing done.</summary>
public sealed class LimitsFileStartTests : IDisposable
{
    private const string Bad = "{\"total_exposure\": NaN, \"daily_loss\": 0.03, \"daily_loss\": 0.015, \"max_orders\": 5}";
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [Trait("Bug", "C1.validate-config")]
    [InlineData("rehearse --date 2026-03-05")]
    [InlineData("serve --port 0")]
    public async Task A_bad_file_stops_the_start(string arguments)
    {
        await WriteAsync(Bad);
        var refused = await FunctionAppProcess.RunAsync([.. arguments.Split(' '), "--state", folder.FullPath]);
        Assert.Equal((1, string.Empty), (refused.ExitCode, refused.Output));
        AssertTold(Assert.Single(refused.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(["config"], Directory.EnumerateDirectories(Path.Combine(folder.FullPath, "blobs")).Select(Path.GetFileName));
    }

    [Fact]
    [Trait("Bug", "C1.validate-config")]
    public async Task The_check_of_the_configuration_fails_and_does_not_only_warn()
    {
        await WriteAsync(Bad);
        var failed = await FunctionAppProcess.RunAsync("check", "--mode", "config", "--state", folder.FullPath);
        Assert.Equal(1, failed.ExitCode);
        AssertTold(failed.Output);
        await WriteAsync("{\"total_exposure\": 20000}");
        Assert.Equal(0, (await FunctionAppProcess.RunAsync("check", "--mode", "config", "--state", folder.FullPath)).ExitCode);
    }

    private static void AssertTold(string text) =>
        Assert.All(["total_exposure is the text \"NaN\"", "daily_loss is there twice", "max_orders is no limit"], fault => Assert.Contains(fault, text, StringComparison.Ordinal));

    private async Task WriteAsync(string json) =>
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(folder.FullPath, "blobs", "config")).FullName, "limits.json"), json);
}
