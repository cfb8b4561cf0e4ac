using Trading.Embedded.Broker;
using Trading.Embedded.Simulator.Http;
using Trading.Embedded.Simulator.Wire;
using Trading.Market;
using Trading.Time;

namespace Trading.Embedded.Simulator.Faults;

/// <summary>The simulator's own routes: its clock, its faults, the requests it had. They need no key.</summary>
internal sealed class ControlRoutes(SimulatedBroker broker, SimulatorClock clock, FaultBook faults, RequestLog log)
{
    public async ValueTask<SimAnswer> AnswerAsync(SimRequest request, CancellationToken cancellationToken) => (request.Method, request.Parts) switch
    {
        ("GET", [_, "clock"]) => Clock(),
        ("POST", [_, "clock"]) => await SetClockAsync(request, cancellationToken).ConfigureAwait(false),
        ("GET", [_, "faults"]) => SimAnswer.Json(faults.List(), WireJson.Default.Faults),
        ("POST", [_, "faults"]) => AddFault(request.Body(WireJson.Default.FaultJson)),
        ("DELETE", [_, "faults"]) => ClearFaults(),
        ("GET", [_, "requests"]) => SimAnswer.Json(log.List(), WireJson.Default.Logged),
        ("DELETE", [_, "requests"]) => ClearLog(),
        _ => throw SimRefusal.NotFound("endpoint not found"),
    };

    private SimAnswer Clock() => SimAnswer.Json(new SimulatorClockJson(WireText.Time(clock.Now()), clock.IsSet), WireJson.Default.SimulatorClockJson);

    /// <summary>Sets the clock and plays the minutes that have ended by then. The account is never played backwards.</summary>
    private async ValueTask<SimAnswer> SetClockAsync(SimRequest request, CancellationToken cancellationToken)
    {
        var text = request.Body(WireJson.Default.SetClockJson).Now;
        var now = text is not null && WireText.ToInstant(text) is { } read ? read : throw SimRefusal.Invalid("now wants an instant such as 2013-10-07T13:30:00Z");
        if (await broker.PlayedThroughAsync(cancellationToken).ConfigureAwait(false) is { } played && now < played)
        {
            throw SimRefusal.Unprocessable($"the account was played up to {WireText.Time(played)}: the clock only goes forwards");
        }

        if (!clock.TrySet(now))
        {
            throw SimRefusal.Unprocessable($"the clock stands at {WireText.Time(clock.Now())} and only goes forwards");
        }

        await broker.AdvanceToAsync(now, cancellationToken).ConfigureAwait(false);
        return Clock();
    }

    private SimAnswer AddFault(FaultJson body)
    {
        var asked = body with { Times = body.Times ?? 1 };
        var most = body.Qty ?? 1;
        if (asked.Times < 1 || most < 1)
        {
            throw SimRefusal.Invalid("times and qty want a number from 1");
        }

        if (asked.Kind == "partial_fill")
        {
            for (var i = 0; i < asked.Times; i++)
            {
                broker.CutNextFill(new Quantity(most));
            }
        }
        else
        {
            faults.Add(Fault.Of(asked) ?? throw SimRefusal.Invalid(Fault.Wanted));
        }

        return SimAnswer.Json(asked, WireJson.Default.FaultJson, status: 201);
    }

    private SimAnswer ClearFaults()
    {
        faults.Clear();
        broker.CutNoMoreFills();
        return SimAnswer.NoContent;
    }

    private SimAnswer ClearLog()
    {
        log.Clear();
        return SimAnswer.NoContent;
    }
}
