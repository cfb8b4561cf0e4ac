namespace Trading.Embedded.Runtime.Durable;

/// <summary>The orchestrator's code asks for something else than its history holds: it has changed, or it depends on something outside its context.</summary>
internal sealed class NonDeterminismException : Exception
{
    public NonDeterminismException(HistoryEvent? recorded, HistoryEvent? asked)
        : base($"non-deterministic orchestrator at #{(recorded ?? asked)?.Id}: its history holds {InWords(recorded)}, its code asks for {InWords(asked)}")
    {
    }

    public NonDeterminismException(string message)
        : base(message)
    {
    }

    public NonDeterminismException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public NonDeterminismException()
    {
    }

    private static string InWords(HistoryEvent? request) => request is null ? "nothing" : $"{request.Request} (#{request.Id})";
}
