using NodaTime;

namespace Trading.Tests.Architecture.Samples;

/// <summary>Payloads of which JSON loses something.</summary>
internal static class BadPayloads
{
    public sealed record WithNodaTime(string Correlation, LocalDate Date);

    public sealed record Deep(IReadOnlyList<WithNodaTime> Runs);

    public sealed record WithDictionary(Dictionary<string, int> Counts);

    public sealed class ChangesOnItsWay(string name)
    {
        public string Name { get; } = name + "!";
    }
}
