using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Trading.Tests.Support;

/// <summary>A server on this machine that speaks lines: each connection is talked to in turn.</summary>
internal sealed class LoopbackListener : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly Task serving;

    public LoopbackListener(Func<StreamReader, StreamWriter, CancellationToken, Task> talk)
    {
        listener.Start();
        serving = ServeAsync(talk);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await serving;
        ending.Dispose();
        listener.Dispose();
    }

    private async Task ServeAsync(Func<StreamReader, StreamWriter, CancellationToken, Task> talk)
    {
        try
        {
            while (!ending.IsCancellationRequested)
            {
                using var client = await listener.AcceptTcpClientAsync(ending.Token);
                using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
                await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
                await talk(reader, writer, ending.Token);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The test is over, or the other side went.
        }
    }
}
