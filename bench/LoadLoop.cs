using System.Diagnostics;
using System.Text.Json;

namespace Trading.Bench;

/// <summary>Asks one address again and again over connections that stay open, each as soon as it has its answer.</summary>
internal static class LoadLoop
{
    /// <summary>Connections, and so the requests under way at any time.</summary>
    public const int Connections = 16;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(3);

    /// <summary>Loads the address, and prints the <see cref="LoadResult"/> as JSON.</summary>
    public static async Task RunAsync(Uri address)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = Connections, UseProxy = false, UseCookies = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler);
        await ForAsync(client, address, WarmUp).ConfigureAwait(false);
        var start = Stopwatch.GetTimestamp();
        var taken = await ForAsync(client, address, Measured).ConfigureAwait(false);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        taken.Sort();
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new LoadResult(taken.Count, taken.Count / seconds, taken[taken.Count / 2], taken[taken.Count * 99 / 100], 0))).ConfigureAwait(false);
    }

    private static async Task<List<double>> ForAsync(HttpClient client, Uri address, TimeSpan time)
    {
        var each = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => LoopAsync(client, address, time)))).ConfigureAwait(false);
        return [.. each.SelectMany(static taken => taken)];
    }

    private static async Task<List<double>> LoopAsync(HttpClient client, Uri address, TimeSpan time)
    {
        var taken = new List<double>(50_000);
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < time;)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(address).ConfigureAwait(false);
            answer.EnsureSuccessStatusCode();
            taken.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return taken;
    }
}

/// <summary>What a load measured.</summary>
/// <param name="Reads">Answers.</param>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="Middle">Milliseconds that the middle one took.</param>
/// <param name="Late">Milliseconds that ninety-nine of a hundred did not exceed.</param>
/// <param name="Cycles">Execution cycles that the session ran meanwhile.</param>
internal sealed record LoadResult(int Reads, double PerSecond, double Middle, double Late, int Cycles);
