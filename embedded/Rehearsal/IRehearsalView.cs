using NodaTime;

namespace Trading.Embedded.Rehearsal;

/// <summary>Where a rehearsal shows itself: a screen for people, or one JSON object for machines.</summary>
internal interface IRehearsalView
{
    /// <summary>Shows a run while it goes on, then its report.</summary>
    Task<RehearsalReport> ShowAsync(Func<IRehearsalProgress, Task<RehearsalReport>> run);
}

/// <summary>What a rehearsal tells while it goes on.</summary>
internal interface IRehearsalProgress
{
    /// <summary>The virtual clock stands at <paramref name="now"/>.</summary>
    void At(LocalDate date, Instant now);

    /// <summary>A function was called.</summary>
    void Fired(string function, Instant now);

    /// <summary>A day is done: just run, or taken from the record.</summary>
    void Done(DayReport day);
}
