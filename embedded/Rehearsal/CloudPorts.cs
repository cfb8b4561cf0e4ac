using Trading.Brokers;
using Trading.Market;
using Trading.Storage;

namespace Trading.Embedded.Rehearsal;

/// <summary>What a build with adapters offers in the place of files, the simulated broker and a folder of bars. Each reads its settings from the environment.</summary>
/// <param name="OpenStore">Opens the store. Throws <see cref="RefusedException"/> with the setting that is missing or wrong.</param>
/// <param name="OpenVenue">Opens the broker and its market data: at a simulator's address, or where the settings say when it is null, and asks it for its account. Throws <see cref="RefusedException"/> likewise.</param>
public sealed record CloudPorts(Func<TimeProvider, CloudStore> OpenStore, Func<Uri?, TimeProvider, CancellationToken, ValueTask<CloudVenue>> OpenVenue);

/// <summary>A store outside this machine.</summary>
/// <param name="Records">Its records.</param>
/// <param name="Blobs">Its blobs.</param>
public sealed record CloudStore(IRecords Records, IBlobs Blobs);

/// <summary>A broker outside this process.</summary>
/// <param name="Broker">The account.</param>
/// <param name="Market">Its market data.</param>
/// <param name="Bars">Its daily bars in bulk.</param>
/// <param name="Connection">What is let go at the end.</param>
public sealed record CloudVenue(IBroker Broker, IMarketData Market, IBarFeed Bars, IDisposable Connection);
