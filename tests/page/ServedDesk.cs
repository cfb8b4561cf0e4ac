using System.Diagnostics;
using System.Text.Json;
using Trading.Tests.Support;

namespace Trading.PageTests;

/// <summary>A desk that has traded a day and is served, with two operators: what a person opens in a browser.</summary>
public sealed class ServedDesk : IAsyncLifetime, IDisposable
{
    private readonly TempFolder folder = new();
    private Process? process;

    /// <summary>Where the page is.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>The token of the first operator, an approver like the second.</summary>
    public string First { get; private set; } = string.Empty;

    /// <summary>The token of the second.</summary>
    public string Second { get; private set; } = string.Empty;

    private string State => Path.Combine(folder.FullPath, "state");

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Path is null)
        {
            return;
        }

        var day = await FunctionAppProcess.RunAsync("rehearse", "--date", "2026-03-05", "--seed", "1", "--state", State, "--json");
        Assert.True(day.ExitCode == 0, day.Errors);
        First = await AddOperatorAsync("ada");
        Second = await AddOperatorAsync("grace");
        await ServeAsync("0");
    }

    /// <summary>Ends the process as a crash does and starts it again at the same address.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await ServeAsync(Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Ends the process as a crash does.</summary>
    public async Task StopAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    public Task DisposeAsync() => StopAsync();

    public void Dispose()
    {
        process?.Dispose();
        process = null;
        folder.Dispose();
    }

    private async Task<string> AddOperatorAsync(string name)
    {
        var added = await FunctionAppProcess.RunAsync("operator", "add", name, "--role", "approver", "--state", State, "--json");
        Assert.True(added.ExitCode == 0, added.Errors);
        return JsonDocument.Parse(added.Output).RootElement.GetProperty("token").GetString()!;
    }

    private async Task ServeAsync(string port)
    {
        process = FunctionAppProcess.Start("serve", "--port", port, "--state", State);
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("serving ", StringComparison.Ordinal))
            {
                Address = new Uri(line.Split(' ')[1]);
                return;
            }
        }

        throw new InvalidOperationException("the function app ended before it served");
    }
}
