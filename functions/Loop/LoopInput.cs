using NodaTime;

namespace Trading.Functions.Loop;

/// <summary>What one generation of the loop hands to the next.</summary>
/// <param name="Date">The trading date, New York.</param>
/// <param name="Cycle">The number of the next cycle, from 1.</param>
/// <param name="Paused">Whether an operator paused entries.</param>
public sealed record LoopInput(DateOnly Date, int Cycle, bool Paused)
{
    /// <summary>The first generation's input.</summary>
    public static LoopInput Of(LocalDate date) => new(date.ToDateOnly(), 1, Paused: false);
}

/// <summary>What one cycle is asked.</summary>
/// <param name="Date">The trading date, New York.</param>
/// <param name="Cycle">The cycle's number, from 1.</param>
/// <param name="Paused">Whether an operator paused entries.</param>
public sealed record CycleRequest(DateOnly Date, int Cycle, bool Paused);

/// <summary>What one cycle came to.</summary>
/// <param name="Submitted">Orders sent.</param>
/// <param name="Errors">Steps that failed.</param>
/// <param name="Sentence">One line for people.</param>
public sealed record CycleOutcome(int Submitted, int Errors, string Sentence);
