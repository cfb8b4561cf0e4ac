using NodaTime;

namespace Trading.Operations.Readings;

/// <summary>Is told what a round of all readings said.</summary>
public interface IReadingListener
{
    /// <summary>A round is over.</summary>
    /// <param name="readings">All of it; a value that is null could not be read, and stands there once more as unknown.</param>
    /// <param name="at">When, UTC.</param>
    void Read(IReadOnlyList<Reading> readings, Instant at);
}
