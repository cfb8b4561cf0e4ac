using Trading.Scanning;
using Trading.Storage;

namespace Trading.Functions.AzureHost;

/// <summary>What the scan knows beside bars, from the container <c>reference</c>: <c>sectors.csv</c> (symbol, sector) and <c>earnings.csv</c> (symbol, date); either may be absent.</summary>
internal sealed class BlobReference(IBlobs blobs) : IScanReference
{
    private const string Container = "reference";

    /// <inheritdoc/>
    public async ValueTask<Sectors> SectorsAsync(CancellationToken cancellationToken) => await ReadAsync("sectors.csv", Sectors.Parse, cancellationToken) ?? Sectors.Unknown;

    /// <inheritdoc/>
    public ValueTask<EarningsCalendar?> EarningsAsync(CancellationToken cancellationToken) => ReadAsync("earnings.csv", EarningsCalendar.Parse, cancellationToken);

    private async ValueTask<T?> ReadAsync<T>(string name, Func<ReadOnlyMemory<byte>, T> parse, CancellationToken cancellationToken)
        where T : class
    {
        if (await blobs.ReadAsync(Container, name, cancellationToken) is not { } blob)
        {
            return null;
        }

        try
        {
            return parse(blob.Content);
        }
        catch (FormatException fault)
        {
            throw new FormatException($"{Container}/{name} {fault.Message}", fault);
        }
    }
}
