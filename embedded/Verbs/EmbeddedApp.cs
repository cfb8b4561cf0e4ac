using System.CommandLine;
using Trading.Brokers;
using Trading.Embedded.Rehearsal;
using Trading.Market;
using Trading.Operations.Backups;
using Trading.Storage;

namespace Trading.Embedded.Verbs;

/// <summary>The function app on one machine: its verbs, and one clear line for what cannot be done.</summary>
public static class EmbeddedApp
{
    // 128 and the signal's number, as shells have it.
    private const int Interrupted = 130;

    /// <summary>Runs one verb. Reports go to standard output, progress and refusals to standard error.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="app">The functions and how they are put together.</param>
    /// <returns>0 when done and well; 1 when refused or when an invariant or a check failed; 2 when a check warns; 130 when interrupted.</returns>
    public static async Task<int> RunAsync(string[] args, FunctionApp app)
    {
        var parsed = Root(app).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Refuse(parsed.Errors[0].Message);
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is RefusedException or MarketDataException or StorageException or BackupException or BrokerException or IOException or UnauthorizedAccessException)
        {
            return Refuse(fault.Message);
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
    }

    private static RootCommand Root(FunctionApp app)
    {
        var root = new RootCommand("A trading desk's day as scheduled functions. With no verb: rehearses the last session that has ended on a fresh state, then serves it.")
        {
            RehearseVerb.Create(app),
            ServeVerb.Create(app),
            ScanVerb.Create(app),
            CheckVerb.Create(app),
            OperatorVerb.Create(app),
            RestoreVerb.Create(app),
            SimulatorVerb.Create(app),
        };
        DefaultVerb.AddTo(root, app);
        return root;
    }

    private static int Refuse(string line)
    {
        Console.Error.WriteLine(line.ReplaceLineEndings(" "));
        return 1;
    }
}
