using System.Diagnostics;

namespace Trading.Tests.Support;

/// <summary>The function app as a person runs it: a process of its own, with what it printed and its exit code.</summary>
internal sealed record FunctionAppProcess(int ExitCode, string Output, string Errors)
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "Trading.Functions.dll");

    /// <summary>Runs a command line to its end.</summary>
    public static async Task<FunctionAppProcess> RunAsync(params string[] args)
    {
        using var process = Start(args);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new FunctionAppProcess(process.ExitCode, await output, await errors);
    }

    /// <summary>Starts a command line; the caller ends it.</summary>
    public static Process Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(Assembly);
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started");
    }
}
