using NodaTime;

namespace Trading.Operations.Integrity;

/// <summary>What the second look found wrong.</summary>
/// <param name="Class">Which kind: one of <see cref="DifferenceClasses"/>.</param>
/// <param name="Subject">What it is about: an execution, an order, a symbol, an invariant.</param>
/// <param name="Sentence">The fact, for people.</param>
internal sealed record IntegrityDifference(string Class, string Subject, string Sentence);

/// <summary>A difference and its age.</summary>
/// <param name="Class">Which kind.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Sentence">The fact.</param>
/// <param name="FirstSeen">When it was seen first, UTC.</param>
/// <param name="Looks">How many looks in a row saw it.</param>
/// <param name="IsTold">Whether people were told.</param>
internal sealed record KeptDifference(string Class, string Subject, string Sentence, Instant FirstSeen, int Looks, bool IsTold);

/// <summary>The kinds of differences.</summary>
internal static class DifferenceClasses
{
    /// <summary>The broker has an execution that the journal does not tell.</summary>
    public const string FillNotTold = "fill-not-told";

    /// <summary>The journal tells an execution otherwise than the broker has it.</summary>
    public const string FillDiffers = "fill-differs";

    /// <summary>The journal tells an execution that the broker does not have.</summary>
    public const string FillUnknown = "fill-unknown";

    /// <summary>The broker has an order under an id of ours that the journal does not tell.</summary>
    public const string OrderWithoutIntent = "order-without-intent";

    /// <summary>The broker has two orders under one client order id.</summary>
    public const string OrderTwice = "order-twice";

    /// <summary>The broker's executions of an order are not what it says was filled.</summary>
    public const string OrderFills = "order-fills";

    /// <summary>A position moved and no execution explains it.</summary>
    public const string PositionUnexplained = "position-unexplained";

    /// <summary>An invariant of the day does not hold.</summary>
    public const string Invariant = "invariant";

    /// <summary>Whether a difference cannot be the moment between two reads, and is told at the first look.</summary>
    public static bool IsCertain(string kind) => kind is FillDiffers or OrderTwice;
}
