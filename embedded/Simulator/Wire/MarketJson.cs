namespace Trading.Embedded.Simulator.Wire;

/// <summary>The market clock.</summary>
internal sealed record ClockJson(string Timestamp, bool IsOpen, string NextOpen, string NextClose);

/// <summary>One session: regular hours, and those with the sessions before and after them.</summary>
internal sealed record CalendarJson(string Date, string Open, string Close, string SessionOpen, string SessionClose, string SettlementDate);

/// <summary>An asset. Bars say nothing about where a share is listed, so all are listed in the same place.</summary>
internal sealed record AssetJson(string Id, string Symbol)
{
    public const string Listed = "NYSE";

    public string Class { get; } = "us_equity";

    public string Exchange { get; } = Listed;

    public string Name { get; } = $"{Symbol} Common Stock";

    public string Status { get; } = "active";

    public bool Tradable { get; } = true;

    public bool Marginable { get; init; }

    public bool Shortable { get; init; }

    public bool EasyToBorrow { get; init; }

    public bool Fractionable { get; init; }

    public string MarginRequirementLong { get; } = "100";

    public string MarginRequirementShort { get; } = "100";

    public IReadOnlyList<string> Attributes { get; } = [];
}
