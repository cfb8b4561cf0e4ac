namespace Trading.Scanning;

/// <summary>Reference data that the host has at hand; each function is called once a scan and may throw.</summary>
public sealed class ScanReference(Func<Sectors> sectors, Func<EarningsCalendar?> earnings) : IScanReference
{
    /// <inheritdoc/>
    public ValueTask<Sectors> SectorsAsync(CancellationToken cancellationToken) => ValueTask.FromResult(sectors());

    /// <inheritdoc/>
    public ValueTask<EarningsCalendar?> EarningsAsync(CancellationToken cancellationToken) => ValueTask.FromResult(earnings());
}
