using NodaTime;

namespace Trading.Embedded.Rehearsal;

/// <summary>Progress that nobody watches.</summary>
internal sealed class QuietProgress : IRehearsalProgress
{
    public void At(LocalDate date, Instant now)
    {
    }

    public void Fired(string function, Instant now)
    {
    }

    public void Done(DayReport day)
    {
    }
}
