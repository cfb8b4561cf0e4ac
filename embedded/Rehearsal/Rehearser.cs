using NodaTime;
using Trading.Control;
using Trading.Embedded.Checks;
using Trading.Embedded.Market;
using Trading.Embedded.Runtime;
using Trading.Embedded.Runtime.Catalog;
using Trading.Embedded.Storage;
using Trading.Time;

namespace Trading.Embedded.Rehearsal;

/// <summary>A rehearsal from request to report: bars first, then the store, then the days.</summary>
internal static class Rehearser
{
    /// <summary>Runs what is asked.</summary>
    /// <exception cref="RefusedException">The request does not fit the store or the functions; nothing was written.</exception>
    /// <exception cref="Trading.Market.MarketDataException">The folder of bars is missing or empty; nothing was written.</exception>
    public static async Task<RehearsalReport> RunAsync(FunctionApp app, RehearsalRequest request, IRehearsalProgress progress, CancellationToken cancellationToken)
    {
        RefuseUnknown(app, request.Skip);
        RequestCheck.Dates(request);
        RequestCheck.Kills(request);
        var (bars, reference) = MarketFactory.Open(request.Terms, request.From, request.Through);
        RequestCheck.Bars(request, bars);
        if (request.Terms.Broker == DeskTerms.Alpaca)
        {
            // Said before a store is opened.
            AccountVenue.PortsOf(app);
        }

        var clock = new VirtualClock(NodaConstants.UnixEpoch);
        var store = await DeskStart.OpenAsync(app, request.StateFolder, clock, Durability.Process, cancellationToken).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var stands = await store.Memory.StandsAtAsync(cancellationToken).ConfigureAwait(false);
        await store.Memory.CheckAsync(request.Terms, request.From, cancellationToken).ConfigureAwait(false);

        // A timer that was never seen before has its first occurrence after the clock: the day's first instant is one.
        clock.MoveTo(stands?.At ?? NewYork.StartOf(request.From) - Duration.FromSeconds(1));

        // The environment is the machine's; a rehearsed day is its request's alone.
        var venue = await VenueAsync(app, request.Terms, bars, store, clock, cancellationToken).ConfigureAwait(false);
        await using var leaving = venue.ConfigureAwait(false);
        using var desk = new Desk(app, new DeskSetup(store, clock, bars, reference, request.Terms.Cash, request.Skip, new QuietNotifier()) { Settings = DeskSettings.None, Venue = venue });
        await LimitCheck.RefuseAsync(desk, cancellationToken).ConfigureAwait(false);
        await desk.BindAsync(cancellationToken).ConfigureAwait(false);
        await desk.Memory.RememberAsync(request.Terms, cancellationToken).ConfigureAwait(false);
        return await new RehearsalRunner(desk, clock, request, app.WallClock).RunAsync(progress, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<IDeskVenue> VenueAsync(FunctionApp app, DeskTerms terms, IBarSource bars, IDeskStore store, VirtualClock clock, CancellationToken cancellationToken) =>
        terms.Broker == DeskTerms.Alpaca
            ? await SimulatorVenue.OpenAsync(AccountVenue.PortsOf(app), bars, store.Records, clock, terms.Cash, cancellationToken).ConfigureAwait(false)
            : new SimulatedVenue(bars, store.Records, clock, terms.Cash);

    private static void RefuseUnknown(FunctionApp app, IReadOnlySet<string> skip)
    {
        var timers = FunctionCatalog.Discover(app.Functions).OfKind(FunctionKind.Timer).Select(function => function.Name).ToList();
        if (skip.Order(StringComparer.Ordinal).FirstOrDefault(name => !timers.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            throw new RefusedException($"--skip '{unknown}': no timer has that name; there are {string.Join(", ", timers)}");
        }
    }
}
