using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Trading.Risk.Drawdowns;
using Trading.Risk.Var;

namespace Trading.Risk;

/// <summary>
/// What was read of the world for one pass of decisions. A part that could not be read is null, which is never the same as empty: the checks that need it block.
/// </summary>
public sealed record DeskSnapshot
{
    private readonly Dictionary<Symbol, decimal>? held;

    /// <summary>When the reading was complete, UTC: orders that changed later are not in <see cref="Positions"/> or <see cref="Account"/>.</summary>
    public required Instant At { get; init; }

    /// <summary>The trading date, New York.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>Whether the market is open; null when unknown.</summary>
    public bool? MarketOpen { get; init; }

    /// <summary>Whether the watchlist is today's and whole.</summary>
    public bool WatchlistFresh { get; init; }

    /// <summary>Why the watchlist gate is open or shut, a code with its facts.</summary>
    public string WatchlistReason { get; init; } = "watchlist_missing";

    /// <summary>The account; null when unknown.</summary>
    public BrokerAccount? Account { get; init; }

    /// <summary>What losses are measured from; null when it could not be read, or equity was not known.</summary>
    public EquityMarks? Marks { get; init; }

    /// <summary>The sectors; null when the list could not be read.</summary>
    public SectorMap? Sectors { get; init; }

    /// <summary>The daily returns of what is held, worked on or may be entered; null when they were not read.</summary>
    public ReturnTable? Returns { get; init; }

    /// <summary>What the account has lost; null when equity or the day's marks are not known.</summary>
    public Losses? Losses => Account is { Equity: > 0m } account && Marks is { } marks && marks.Date == Date ? new Losses(account.Equity, marks) : null;

    /// <summary>All positions, ours and others'; null when unknown.</summary>
    public IReadOnlyList<BrokerPosition>? Positions
    {
        get;
        init
        {
            field = value;
            held = value?.ToDictionary(position => position.Symbol, position => position.Quantity);
        }
    }

    /// <summary>The newest prices.</summary>
    public IReadOnlyDictionary<Symbol, Quote> Quotes { get; init; } = new Dictionary<Symbol, Quote>();

    /// <summary>The newest price of a symbol, or null.</summary>
    public Price? PriceOf(Symbol symbol) => Quotes.TryGetValue(symbol, out var quote) ? quote.Last : null;

    /// <summary>Shares held at the broker, below zero when short; 0 without a position; null when positions are unknown.</summary>
    public decimal? Held(Symbol symbol) => held is null ? null : held.GetValueOrDefault(symbol);
}
