using NodaTime;
using Trading.Market;
using Trading.Market.Archive;
using Trading.Market.Refresh;
using Trading.Market.Universe;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Market.Refresh;

/// <summary>A store, a feed of some stocks and SPY, and the refresh between them, in the night before Monday, 7 October 2013.</summary>
internal sealed class RefreshDesk
{
    public RefreshDesk(int stocks = 20)
    {
        Clock = new ManualClock(Night(new LocalDate(2013, 10, 7)));
        Feed = new ListedFeed(Clock);
        Options = new RefreshOptions { Sessions = 300, Batch = 8 };
        Store = new MemoryStore(Clock);
        for (var i = 0; i < stocks; i++)
        {
            var (symbol, price) = ($"S{i:0000}", 20.0 + i);
            Feed.List(symbol);
            Feed.Bars(symbol, date => (price + (date.Day % 5 / 4.0), 100_000));
        }

        Feed.Bars("SPY", date => (150 + (date.Day % 7), 1e8));
    }

    public ManualClock Clock { get; }

    public ListedFeed Feed { get; }

    public RefreshOptions Options { get; }

    public MemoryStore Store { get; }

    public SetAside Aside => new(Store);

    public ArchiveStore Archives => new(Store);

    public static Instant Night(LocalDate date) => NewYork.At(date, new LocalTime(2, 0));

    /// <summary>A new process each time: nothing but the store is carried over.</summary>
    public Task<RefreshReport> RunAsync(params Symbol[] held) =>
        new ArchiveRefresh(Feed, new UniverseSource(Feed, Store, Aside, ExchangeCalendar.Nyse, UniverseSetting.Default), Aside, Store, Store, ExchangeCalendar.Nyse, Clock, Options)
            .RunAsync(held, default);

    public async Task<BarArchive> ArchiveAsync() => await Archives.ReadAsync((await Archives.CurrentAsync(default))!.Target.Name, default);

    public async Task<string?> NameAsync() => (await Archives.CurrentAsync(default))?.Target.Name;
}
