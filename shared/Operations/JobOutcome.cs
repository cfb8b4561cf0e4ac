namespace Trading.Operations;

/// <summary>What became of a fire.</summary>
public abstract record JobOutcome
{
    private JobOutcome()
    {
    }

    /// <summary>Throws when the run failed, so that a host counts the attempt as one that threw.</summary>
    /// <exception cref="JobFailedException">The run failed; the cause is kept.</exception>
    public JobOutcome ThrowIfFailed() => this is Failed failed ? throw new JobFailedException(failed.Error, failed.Cause) : this;

    /// <summary>The body ran to its end.</summary>
    /// <param name="Result">Its one-line result.</param>
    public sealed record Ran(string Result) : JobOutcome;

    /// <summary>Nothing was done.</summary>
    /// <param name="Reason">Why: the holiday, the window, already done, running elsewhere, disabled.</param>
    public sealed record Skipped(string Reason) : JobOutcome;

    /// <summary>The body threw, or a later attempt took the slot over while it ran.</summary>
    /// <param name="Error">One line.</param>
    /// <param name="Cause">What the body threw, or null.</param>
    public sealed record Failed(string Error, Exception? Cause) : JobOutcome;
}
