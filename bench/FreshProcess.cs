using System.Diagnostics;

namespace Trading.Bench;

/// <summary>Runs a benchmark in a process of its own and reads what it measured.</summary>
internal static class FreshProcess
{
    /// <summary>Prepares, starts the process and waits for it; the folder is gone afterwards.</summary>
    /// <exception cref="InvalidOperationException">The process failed.</exception>
    public static IReadOnlyList<Measurement> Run(IBenchmark benchmark)
    {
        var folder = Directory.CreateTempSubdirectory("trading-bench-");
        try
        {
            var input = folder.CreateSubdirectory("input").FullName;
            var result = Path.Combine(folder.FullName, "result.json");
            benchmark.Prepare(input);
            using var process = Process.Start("dotnet", [typeof(IBenchmark).Assembly.Location, "--child", benchmark.Name, input, result]);
            process.WaitForExit();
            return process.ExitCode == 0 ? Results.Read(result) : throw new InvalidOperationException($"The benchmark {benchmark.Name} ended with exit code {process.ExitCode}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
