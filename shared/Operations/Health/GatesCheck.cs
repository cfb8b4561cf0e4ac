using Trading.Control;

namespace Trading.Operations.Health;

/// <summary>The kill switch is off, and the gates can be read. A shut gate is an operator's choice, not an illness.</summary>
public sealed class GatesCheck(KillSwitch kill, TradingGates gates) : IHealthCheck
{
    /// <inheritdoc/>
    public string Name => "gates";

    /// <inheritdoc/>
    public async ValueTask<CheckResult> LookAsync(HealthRound round, CancellationToken cancellationToken)
    {
        var state = await kill.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (state.Mode != KillMode.Off)
        {
            return CheckResult.Degraded(Name, $"{state.Mode.Word()} by {state.Who} ({state.Source}): {state.Why}");
        }

        var gate = await gates.ReadAsync(cancellationToken).ConfigureAwait(false);
        return gate.LiveFault is { } fault ? CheckResult.Degraded(Name, fault) : CheckResult.Healthy(Name, $"kill switch off, dry run {(gate.DryRun ? "on" : "off")}, {(gate.Approved ? "approved" : "not approved")}");
    }
}
