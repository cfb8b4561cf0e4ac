using Trading.Storage;

namespace Trading.Operations.Alerting;

/// <summary>Makes messages of deliveries: each by itself while there is room, all of a code and kind in one when there are more. Pure.</summary>
internal static class Folding
{
    // More lines than a person reads at once.
    private const int MostLines = 20;

    /// <summary>The message of one or more deliveries of one code and kind, redacted.</summary>
    public static AlertMessage Message(IReadOnlyList<Delivery> deliveries, Redaction redaction)
    {
        var first = deliveries[0];
        var lines = deliveries.Take(MostLines).Select(delivery => redaction.Clean($"{Said(delivery)} [{delivery.AlertId}]")).ToList();
        if (deliveries.Count > MostLines)
        {
            lines.Add($"and {deliveries.Count - MostLines} more");
        }

        var parties = deliveries.SelectMany(delivery => delivery.Parties).Distinct().Order().ToList();
        return new AlertMessage(first.Kind, first.Level, first.Code, redaction.Clean(Title(deliveries)), lines, parties, deliveries.Count, deliveries.Min(delivery => delivery.At));
    }

    /// <summary>How deliveries of one code and kind, oldest first, are put into messages when <paramref name="room"/> may leave: none, one for each subject, or all in one.</summary>
    public static IEnumerable<IReadOnlyList<Versioned<Delivery>>> Plan(IReadOnlyList<Versioned<Delivery>> deliveries, int room)
    {
        var bySubject = deliveries.GroupBy(row => row.Value.Subject, StringComparer.Ordinal).Select(group => (IReadOnlyList<Versioned<Delivery>>)[.. group]).ToList();
        return room <= 0 ? [] : bySubject.Count <= room ? bySubject : [deliveries];
    }

    // Many a sentence begins with what it is about.
    private static string Said(Delivery delivery) =>
        delivery.Sentence.StartsWith(delivery.Subject, StringComparison.Ordinal) ? delivery.Sentence : $"{delivery.Subject}: {delivery.Sentence}";

    private static string Title(IReadOnlyList<Delivery> deliveries)
    {
        var first = deliveries[0];
        var what = deliveries.Count == 1 ? $"{first.Code} {first.Subject}".TrimEnd() : $"{first.Code}: {deliveries.Count} alerts";
        var said = first.Kind switch
        {
            AlertMessage.Escalated => $"{what}: nobody has answered",
            AlertMessage.Resolved => $"{what}: over",
            _ => what,
        };
        return $"{first.Level.Word()} {said}. {AlertTable.Of(first.Code).Sentence}. To do: {AlertTable.Of(first.Code).Runbook}";
    }
}
