namespace Trading.Scanning;

/// <summary>What the scan knows beside bars. Both reads may fail; neither stops the scan.</summary>
public interface IScanReference
{
    /// <summary>The sectors; <see cref="Sectors.Unknown"/> when there is no list.</summary>
    /// <exception cref="FormatException">The list cannot be read.</exception>
    ValueTask<Sectors> SectorsAsync(CancellationToken cancellationToken);

    /// <summary>The earnings calendar, or null when there is none.</summary>
    /// <exception cref="FormatException">The calendar cannot be read.</exception>
    ValueTask<EarningsCalendar?> EarningsAsync(CancellationToken cancellationToken);
}
