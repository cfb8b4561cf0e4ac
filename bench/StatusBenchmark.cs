using System.Diagnostics;
using System.Text.Json;

namespace Trading.Bench;

/// <summary>Reads of the status over HTTP while a session runs in the same process, asked for by another process over connections that stay open.</summary>
internal sealed class StatusBenchmark : IBenchmark
{
    private const int Symbols = 72;

    /// <inheritdoc/>
    public string Name => "status";

    /// <inheritdoc/>
    public void Prepare(string folder) => BenchFolder.Write(folder, Symbols);

    /// <inheritdoc/>
    public IEnumerable<Measurement> Run(string folder)
    {
        var load = MeasureAsync(folder).GetAwaiter().GetResult();
        var what = $"a session of {Symbols} symbols runs, {LoadLoop.Connections} connections, {load.Reads:N0} reads";
        yield return new Measurement(Name, what, load.PerSecond, "1/s", null, Least: 5000);
        yield return new Measurement(Name, "one read, the middle one", load.Middle, "ms", null);
        yield return new Measurement(Name, "one read, p99", load.Late, "ms", 20);
        yield return new Measurement(Name, "cycles of the session meanwhile", load.Cycles, "cycles", null, Least: 1);
    }

    private static async Task<LoadResult> MeasureAsync(string folder)
    {
        await using var session = await BenchSession.StartAsync(folder).ConfigureAwait(false);
        await session.OpenAsync().ConfigureAwait(false);
        var before = session.Cycles;
        string[] command = [typeof(StatusBenchmark).Assembly.Location, "--load", new Uri(session.Address, "api/system/status").ToString()];
        var start = new ProcessStartInfo("dotnet", command) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<LoadResult>(output)! with { Cycles = session.Cycles - before }
            : throw new InvalidOperationException($"the load ended with exit code {process.ExitCode}");
    }
}
