using System.CommandLine;
using NodaTime;
using Trading.Embedded.Broker;
using Trading.Embedded.Market;
using Trading.Embedded.Rehearsal;
using Trading.Embedded.Simulator;
using Trading.Embedded.Simulator.Wire;
using Trading.Embedded.Storage;
using Trading.Time;

namespace Trading.Embedded.Verbs;

/// <summary><c>simulator</c>: the simulated broker and market behind Alpaca's HTTP API.</summary>
internal static class SimulatorVerb
{
    private const int StandardPort = 7080;
    private const int MostRequests = 1_000_000;

    public static Command Create(FunctionApp app)
    {
        var port = CommandLine.WholeNumber("--port", "The port; 0 for any that is free.", StandardPort, least: 0, most: 65535);
        var bind = new Option<string>("--bind") { Description = "The address to listen on.", HelpName = "ADDRESS", DefaultValueFactory = _ => "127.0.0.1" };
        var bars = CommandLine.Folder("--bars", "A folder of CSV bars; standard: a synthetic market.");
        var seed = CommandLine.WholeNumber("--seed", "The seed of the synthetic market and of the paths inside a day.", standard: 1, least: 0, most: int.MaxValue);
        var cash = CommandLine.Dollars("--cash", "US dollars to start with.", RehearseVerb.StandardCash);
        var state = CommandLine.Folder("--state", "The state folder; standard: state/simulator.");
        var from = CommandLine.Instant("--from", "Where the clock stands until a request sets it; standard: the wall clock.");
        var requests = CommandLine.WholeNumber("--requests", "Requests a minute of its clock, for trading and for data each; 0 for no limit.", standard: 200, least: 0, most: MostRequests);
        var verb = new Command("simulator", "The simulated broker behind Alpaca's HTTP API; any key is taken.") { port, bind, bars, seed, cash, state, from, requests };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var terms = new DeskTerms(Folders.Full(parsed.GetValue(bars)) ?? MarketFactory.Synthetic, parsed.GetValue(seed), parsed.GetValue(cash));
            var options = new SimulatorOptions
            {
                Address = ServeVerb.Address(parsed.GetValue(bind)!),
                Port = parsed.GetValue(port),
                RequestsPerMinute = parsed.GetValue(requests),
                Account = new SimulatedBrokerOptions { StartingCash = terms.Cash },
            };
            await RunAsync(app, terms, Folders.Full(parsed.GetValue(state)) ?? Folders.Standard("simulator"), parsed.GetValue(from), options, cancellationToken).ConfigureAwait(false);
            return 0;
        });
        return verb;
    }

    private static async Task RunAsync(FunctionApp app, DeskTerms terms, string stateFolder, Instant? from, SimulatorOptions options, CancellationToken cancellationToken)
    {
        var clock = new SimulatorClock(app.WallClock);
        if (from is { } start)
        {
            clock.TrySet(start);
        }

        if (terms.Bars != MarketFactory.Synthetic)
        {
            // A folder of bars that is not there is said before a state folder is made.
            _ = new CsvBarFolder(terms.Bars);
        }

        var folder = await DeskStart.OpenAsync(app, stateFolder, app.WallClock, Durability.Disk, cancellationToken).ConfigureAwait(false);
        await using var closing = folder.ConfigureAwait(false);
        await BeginAsync(folder, terms, cancellationToken).ConfigureAwait(false);
        var today = NewYork.DateOf(clock.Now());
        var (bars, _) = MarketFactory.Open(terms, today, LocalDate.Max(today, NewYork.DateOf(app.WallClock.Now())).PlusYears(1));
        var simulator = await AlpacaSimulator.StartAsync(bars, folder.Records, clock, options, cancellationToken).ConfigureAwait(false);
        await using (simulator.ConfigureAwait(false))
        {
            if (await simulator.PlayedThroughAsync(cancellationToken).ConfigureAwait(false) is { } played && played > clock.Now())
            {
                throw new RefusedException($"state {stateFolder} was played up to {WireText.Time(played)}: begin with --from {WireText.Time(played)} or later, or name a fresh --state folder");
            }

            Console.Error.WriteLine(
                $"simulating {simulator.Address} from {stateFolder}: bars {terms.Bars}, {(clock.IsSet ? $"clock at {WireText.Time(clock.Now())}" : "wall clock")}, any key is taken; stop with Ctrl+C");
            await simulator.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        Console.Error.WriteLine("stopped; the account is in the state folder");
    }

    private static async ValueTask BeginAsync(IDeskStore folder, DeskTerms terms, CancellationToken cancellationToken)
    {
        if ((await folder.Memory.TermsAsync(cancellationToken).ConfigureAwait(false))?.DifferenceTo(terms) is { } difference)
        {
            throw new RefusedException($"{folder.Place.Name} was begun with {difference}: ask with the same, or {folder.Place.Another}");
        }

        await folder.Memory.RememberAsync(terms, cancellationToken).ConfigureAwait(false);
    }
}
