using System.CommandLine;
using NodaTime;
using Trading.Embedded.Rehearsal;
using Trading.Time;

namespace Trading.Embedded.Verbs;

/// <summary><c>rehearse</c>: runs whole days on a virtual clock and ends; exit code 0 when every invariant held.</summary>
internal static class RehearseVerb
{
    /// <summary>US dollars that a desk begins with when nothing else is asked.</summary>
    public const decimal StandardCash = 100_000m;

    public static Command Create(FunctionApp app)
    {
        var date = CommandLine.Date("--date", "The first New York date; standard: the last session that has ended.");
        var days = CommandLine.WholeNumber("--days", "Calendar days from there; weekends and holidays are run too.", standard: 1, least: 1, most: 3660);
        var bars = CommandLine.Folder("--bars", "A folder of CSV bars: daily/, benchmarks/, minute/, sectors.csv; standard: a synthetic market.");
        var seed = CommandLine.WholeNumber("--seed", "The seed of the synthetic market and of the paths inside a day.", standard: 1, least: 0, most: int.MaxValue);
        var cash = CommandLine.Dollars("--cash", "US dollars to start with.", StandardCash);
        var place = new PlaceOptions("rehearsal");
        var speed = CommandLine.Speed("--speed", "max, or so many times real time, such as 60x.");
        var dryRun = CommandLine.Flag("--dry-run", "Orders go to the dry-run ledger instead of the broker.");
        var skip = new Option<string[]>("--skip") { Description = "A function whose timer is not fired (nor is a scan made up for); may be given again.", HelpName = "FUNCTION", DefaultValueFactory = _ => [] };
        var kill = CommandLine.Kills("--kill", "Stops trading at that New York time of the first session; may be given again.");
        var broker = CommandLine.Word("--broker", "Who takes the orders; alpaca: the broker's adapter, at the simulator over HTTP.", DeskTerms.Simulated, [DeskTerms.Simulated, DeskTerms.Alpaca]);
        var json = CommandLine.Flag("--json", "One JSON object on standard output, logs on standard error.");

        var verb = new Command("rehearse", "Runs whole days on a virtual clock and ends; exit code 0 when every invariant held.")
        {
            date, days, bars, seed, cash, place.State, place.Store, speed, dryRun, skip, kill, json,
            CommandLine.Word("--faults", "Faults to run with.", "none", ["none"], "light", "heavy"),
            broker,
        };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new RehearsalRequest(
                parsed.GetValue(date) ?? LastEnded(app.WallClock),
                parsed.GetValue(days),
                new DeskTerms(Folders.Full(parsed.GetValue(bars)) ?? MarketFactory.Synthetic, parsed.GetValue(seed), parsed.GetValue(cash)) { Broker = parsed.GetValue(broker)! },
                place.FolderOf(parsed),
                parsed.GetValue(speed),
                parsed.GetValue(dryRun),
                new HashSet<string>(parsed.GetValue(skip) ?? [], StringComparer.Ordinal),
                parsed.GetValue(kill) ?? []);
            return await RunAsync(app, request, parsed.GetValue(json) ? new JsonView() : new ConsoleView(), cancellationToken).ConfigureAwait(false);
        });
        return verb;
    }

    /// <summary>Shows a rehearsal; 0 when every invariant of every day held.</summary>
    internal static async Task<int> RunAsync(FunctionApp app, RehearsalRequest request, IRehearsalView view, CancellationToken cancellationToken)
    {
        // A rehearsal never waits, so it would run to its end before the command line begins to listen for Ctrl+C.
        await Task.Yield();
        try
        {
            var report = await view.ShowAsync(progress => Rehearser.RunAsync(app, request, progress, cancellationToken)).ConfigureAwait(false);
            return report.Held() ? 0 : 1;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("stopped; the same command goes on from here");
            throw;
        }
    }

    /// <summary>The last session that has ended.</summary>
    internal static LocalDate LastEnded(TimeProvider clock) => ExchangeCalendar.Nyse.LastClosed(clock.Now()).Date;
}
