using System.Diagnostics;

namespace Trading.Tests.Support;

/// <summary>The function app as a person runs it: a process of its own, with what it printed and its exit code.</summary>
internal sealed record FunctionAppProcess(int ExitCode, string Output, string Errors)
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "Trading.Functions.dll");
    private static readonly Dictionary<string, string> NoSettings = new(StringComparer.Ordinal);

    /// <summary>Runs a command line to its end.</summary>
    public static Task<FunctionAppProcess> RunAsync(params string[] args) => RunAsync(NoSettings, args);

    /// <summary>Runs a command line to its end, with these settings beside the environment's.</summary>
    public static async Task<FunctionAppProcess> RunAsync(IReadOnlyDictionary<string, string> settings, params string[] args)
    {
        using var process = Start(settings, args);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new FunctionAppProcess(process.ExitCode, await output, await errors);
    }

    /// <summary>Starts a command line; the caller ends it.</summary>
    public static Process Start(params string[] args) => Start(NoSettings, args);

    private static Process Start(IReadOnlyDictionary<string, string> settings, string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        start.ArgumentList.Add(Assembly);
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started");
    }
}
