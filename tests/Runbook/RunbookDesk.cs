using System.Diagnostics;
using System.Text.Json;
using Trading.Tests.Simulation;
using Trading.Tests.Support;

namespace Trading.Tests.Runbook;

/// <summary>A desk that has traded a day and is served, with the two operators whom the runbooks name.</summary>
public sealed class RunbookDesk : IAsyncLifetime, IDisposable
{
    private readonly TempFolder folder = new();
    private Process? process;

    /// <summary>Where it answers.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>The token of john.doe, an approver.</summary>
    public string John { get; private set; } = string.Empty;

    /// <summary>The token of jane.smith, an approver.</summary>
    public string Jane { get; private set; } = string.Empty;

    /// <summary>Its state folder.</summary>
    public string State => Path.Combine(folder.FullPath, "state");

    public async Task InitializeAsync()
    {
        RehearsalRun.AssertHeld((await RehearsalRun.RunAsync("--date", "2026-03-05", "--seed", "1", "--state", State)).Days.Single());
        John = await AddAsync("john.doe");
        Jane = await AddAsync("jane.smith");
        process = FunctionAppProcess.Start("serve", "--port", "0", "--state", State);
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

    public async Task DisposeAsync()
    {
        process?.Kill();
        await (process?.WaitForExitAsync() ?? Task.CompletedTask);
    }

    public void Dispose()
    {
        process?.Dispose();
        folder.Dispose();
    }

    private async Task<string> AddAsync(string name)
    {
        var added = await FunctionAppProcess.RunAsync("operator", "add", name, "--role", "approver", "--state", State, "--json");
        Assert.True(added.ExitCode == 0, added.Errors);
        return JsonDocument.Parse(added.Output).RootElement.GetProperty("token").GetString()!;
    }
}
