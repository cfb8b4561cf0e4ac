using System.Globalization;

namespace Trading.Embedded.Rehearsal;

/// <summary>What may not change while a state folder lives.</summary>
/// <param name="Bars">The folder of bars, a full path, or "synthetic".</param>
/// <param name="Seed">The seed of the synthetic market and of the paths inside a day.</param>
/// <param name="Cash">US dollars that the account began with.</param>
internal sealed record DeskTerms(string Bars, int Seed, decimal Cash)
{
    /// <summary>What differs, in the words of a refusal; null when nothing does.</summary>
    public string? DifferenceTo(DeskTerms asked) =>
        Bars != asked.Bars ? $"bars {Bars}, not {asked.Bars}"
        : Seed != asked.Seed ? $"seed {Seed}, not {asked.Seed}"
        : Cash != asked.Cash ? string.Create(CultureInfo.InvariantCulture, $"cash {Cash}, not {asked.Cash}")
        : null;
}
