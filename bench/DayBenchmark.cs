using System.Diagnostics;

namespace Trading.Bench;

/// <summary>Rehearses one whole day of 72 symbols, each time in a fresh process, from its start to its exit; the program as it is published.</summary>
internal sealed class DayBenchmark : IBenchmark
{
    private const int Symbols = 72;

    /// <inheritdoc/>
    public string Name => "day";

    /// <inheritdoc/>
    public void Prepare(string folder) => BenchFolder.Write(folder, Symbols);

    /// <inheritdoc/>
    public IEnumerable<Measurement> Run(string folder)
    {
        var runs = Enumerable.Range(0, 3).Select(run => Measure.Once(() => Rehearse(folder, run))).Order().ToArray();
        yield return new Measurement(Name, $"{Symbols} symbols, fresh process, the middle of {runs.Length}", runs[runs.Length / 2], "ms", 2000);
    }

    private static void Rehearse(string folder, int run)
    {
        var app = Path.Combine(AppContext.BaseDirectory, "app", "Trading.Functions.dll");
        string[] asked = [app, "rehearse", "--json", "--date", $"{BenchFolder.Through:uuuu-MM-dd}", "--bars", folder, "--seed", "1", "--state", Path.Combine(folder, $"state{run}")];
        using var process = Process.Start(new ProcessStartInfo("dotnet", asked) { RedirectStandardOutput = true, UseShellExecute = false })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"the rehearsal ended with exit code {process.ExitCode}");
        }
    }
}
