using System.CommandLine;
using System.Text.Json.Nodes;

namespace Trading.Cli.Verbs;

/// <summary>Snapshots of all records, and a restore to one.</summary>
internal static class BackupVerbs
{
    public static IEnumerable<Command> Create(Func<ParseResult, Call> callOf)
    {
        var date = Parameters.Text("--date", "Only those of a UTC date.", "yyyy-MM-dd");
        yield return new Read("backups", "The snapshots that there are, newest first.", parsed => parsed.Query("api/backups", ("date", date))) { Parameters = [date] }.Create(callOf);
        yield return Restore(callOf);
    }

    private static Command Restore(Func<ParseResult, Call> callOf)
    {
        var at = Parameters.Text("--at", "The newest snapshot at or before it: a New York time or an instant with Z.", "TIME");
        var verify = Parameters.Flag("--verify", "Only says which snapshot that is, and proves it.");
        var reason = Parameters.Text("--reason", "Why; it is journalled with your name.", "TEXT");
        var restore = new Command("restore", "Proves a snapshot (--verify), or asks for the records to be brought back to it; another person approves.") { at, verify, reason };
        var proof = new Read("restore", string.Empty, parsed => $"api/backups/verify?at={Uri.EscapeDataString(parsed.GetValue(at)!)}")
        {
            Verdict = static answer => answer.Text("status") == "WARN" ? ExitCode.Warnings : ExitCode.Fine,
        };
        var ask = new Change(
            "restore",
            string.Empty,
            static _ => "api/restore/request",
            parsed => new JsonObject { ["at"] = parsed.GetValue(at), ["reason"] = parsed.GetValue(reason) },
            parsed => $"Ask for the records to be brought back to {parsed.GetValue(at)}?");
        restore.SetAction(async (parsed, token) =>
            parsed.GetValue(at) is null ? throw new TradeException("restore --at wants a time such as 2013-10-07T11:00, or the verbs approve and run a request. Ask trade restore --help")
            : parsed.GetValue(verify) ? (int)await proof.RunAsync(callOf(parsed), token).ConfigureAwait(false)
            : parsed.GetValue(reason) is null ? throw new TradeException("restore wants --reason: it is journalled with your name; --verify only looks")
            : (int)await ask.RunAsync(callOf(parsed), token).ConfigureAwait(false));
        restore.Add(TwoPersonVerbs.Approve("approve", "Approves another operator's restore; nothing is restored yet.", "api/restore/approve", "Approve the restore?").Create(callOf));
        restore.Add(TwoPersonVerbs.Approve("run", "Carries an approved restore out, on a desk at rest: killed (halt_all) and shut down.", "api/restore/run", "Bring the records back now?").Create(callOf));
        return restore;
    }
}
