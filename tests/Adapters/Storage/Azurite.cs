using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Trading.Tests.Adapters.Storage;

/// <summary>The storage emulator on its own ports: the one that runs already, or one of the tests' own that lives as long as they do.</summary>
public sealed class Azurite : IAsyncLifetime
{
    private static readonly int[] Ports = [10000, 10002];
    private Process? own;

    /// <summary>Whether it runs or can be started.</summary>
    public static bool CanBeReached => Answers() || OnPath() is not null;

    public async Task InitializeAsync()
    {
        if (Answers() || OnPath() is not { } program)
        {
            return;
        }

        own = Process.Start(new ProcessStartInfo(program, "--silent --inMemoryPersistence --skipApiVersionCheck --disableTelemetry") { UseShellExecute = false, RedirectStandardOutput = true });
        for (var tries = 0; !Answers(); tries++)
        {
            Assert.True(tries < 300, $"{program} did not open its ports in 30 seconds");
            await Task.Delay(TimeSpan.FromMilliseconds(100), Machine.Clock);
        }
    }

    public Task DisposeAsync()
    {
        own?.Kill(entireProcessTree: true);
        own?.Dispose();
        return Task.CompletedTask;
    }

    private static bool Answers() => Ports.All(static port =>
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (Exception fault) when (fault is SocketException or Win32Exception)
        {
            return false;
        }
    });

    private static string? OnPath() =>
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
         from name in OperatingSystem.IsWindows() ? (string[])["azurite.cmd", "azurite.exe"] : ["azurite"]
         let file = Path.Combine(folder, name)
         where File.Exists(file)
         select file).FirstOrDefault();
}

/// <summary>The tests on the emulator, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteTests : ICollectionFixture<Azurite>
{
    public const string Name = "azurite";
}
