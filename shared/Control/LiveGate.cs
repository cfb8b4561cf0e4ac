using System.Security.Cryptography;
using System.Text;
using Trading.Brokers;
using Trading.Storage;

namespace Trading.Control;

/// <summary>What the live gate says of one order.</summary>
/// <param name="IsOpen">Whether an order may go to this venue.</param>
/// <param name="Why">Why, or why not, in the words of the runbooks.</param>
public sealed record LiveVerdict(bool IsOpen, string Why);

/// <summary>
/// Whether this process may send orders to this venue. A paper desk trades at a simulator or a paper endpoint, never at a live one. A live desk trades at the live endpoint alone, and only
/// while the setting <c>TRADING_LIVE</c>, the confirm token among the settings and the one in blob <c>control/live_confirm_token</c> agree; the blob is read at every order.
/// </summary>
public sealed class LiveGate(IBlobs blobs, BrokerVenue venue, DeskSettings settings)
{
    /// <summary>The name of the blob, in the container of the control file.</summary>
    public const string TokenName = "live_confirm_token";

    private readonly LiveVerdict paper = Paper(venue);

    /// <summary>Where orders go.</summary>
    public BrokerVenue Venue => venue;

    /// <summary>What the environment says.</summary>
    public DeskSettings Settings => settings;

    /// <summary>The verdict for one order.</summary>
    public async ValueTask<LiveVerdict> CheckAsync(CancellationToken cancellationToken)
    {
        if (settings.Mode == AccountMode.Paper)
        {
            return paper;
        }

        var fault = !settings.IsLive ? "LIVE_TRADING disabled"
            : string.IsNullOrEmpty(settings.ConfirmToken) ? "LIVE_CONFIRM_TOKEN missing"
            : await TokenFaultAsync(settings.ConfirmToken, cancellationToken).ConfigureAwait(false)
            ?? (venue.Kind == VenueKind.Live ? null : $"live trading takes the live host, and {venue.Host} is {Word(venue.Kind)}");
        return new LiveVerdict(fault is null, fault ?? "live trading confirmed");
    }

    private static LiveVerdict Paper(BrokerVenue venue) => venue.Kind switch
    {
        VenueKind.Simulated => new LiveVerdict(IsOpen: true, $"paper trading at a simulator ({venue.Host})"),
        VenueKind.Paper => new LiveVerdict(IsOpen: true, $"paper trading ({venue.Host})"),
        _ => new LiveVerdict(IsOpen: false, $"paper trading takes a paper host, and {venue.Host} is {Word(venue.Kind)}"),
    };

    private static string Word(VenueKind kind) => kind switch
    {
        VenueKind.Simulated => "a simulator",
        VenueKind.Paper => "a paper host",
        VenueKind.Live => "a live host",
        _ => "not known",
    };

    private async ValueTask<string?> TokenFaultAsync(string token, CancellationToken cancellationToken)
    {
        var file = await ReadAsync(cancellationToken).ConfigureAwait(false);
        return file is null ? "confirm token file missing"
            : file.Length == 0 ? "confirm token file empty"
            : CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(file)), SHA256.HashData(Encoding.UTF8.GetBytes(token))) ? null
            : "LIVE_CONFIRM_TOKEN mismatch";
    }

    // What cannot be read is not there.
    private async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var blob = await blobs.ReadAsync(KillSwitch.Container, TokenName, cancellationToken).ConfigureAwait(false);
            return blob is null ? null : Encoding.UTF8.GetString(blob.Content.Span).TrimStart('\uFEFF').Trim();
        }
        catch (StorageException)
        {
            return null;
        }
    }
}
