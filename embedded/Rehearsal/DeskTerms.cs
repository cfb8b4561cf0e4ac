using System.Globalization;

namespace Trading.Embedded.Rehearsal;

/// <summary>What may not change while a state folder lives.</summary>
/// <param name="Bars">The folder of bars, a full path, "synthetic", or "alpaca" for the broker's own.</param>
/// <param name="Seed">The seed of the synthetic market and of the paths inside a day.</param>
/// <param name="Cash">US dollars that the account began with.</param>
internal sealed record DeskTerms(string Bars, int Seed, decimal Cash)
{
    /// <summary>The simulated broker.</summary>
    public const string Simulated = "simulated";

    /// <summary>The broker's adapter: in a rehearsal at the simulator, else at the account that the settings name.</summary>
    public const string Alpaca = "alpaca";

    /// <summary>Who takes the orders.</summary>
    public string Broker { get; init; } = Simulated;

    /// <summary>What differs, in the words of a refusal; null when nothing does.</summary>
    public string? DifferenceTo(DeskTerms asked) =>
        Bars != asked.Bars ? $"bars {Bars}, not {asked.Bars}"
        : Seed != asked.Seed ? $"seed {Seed}, not {asked.Seed}"
        : Broker != asked.Broker ? $"broker {Broker}, not {asked.Broker}"
        : Cash != asked.Cash ? string.Create(CultureInfo.InvariantCulture, $"cash {Cash}, not {asked.Cash}")
        : null;
}
