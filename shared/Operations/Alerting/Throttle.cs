using NodaTime;

namespace Trading.Operations.Alerting;

/// <summary>
/// How many messages leave by one channel: three of a code and kind in five minutes, and the same code, subject and kind once in fifteen. What may not leave yet waits on record and leaves later,
/// folded into one. Kept in memory: a restart forgets it and may tell a few things twice, which is the right side to be wrong on.
/// </summary>
internal sealed class Throttle
{
    /// <summary>Messages of a code in <see cref="Window"/>.</summary>
    public const int MostOfACode = 3;

    /// <summary>The span that messages of a code are counted in.</summary>
    public static readonly Duration Window = Duration.FromMinutes(5);

    /// <summary>The span in which the same thing is said once.</summary>
    public static readonly Duration Again = Duration.FromMinutes(15);

    private readonly Dictionary<string, List<Instant>> byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Instant> byKey = new(StringComparer.Ordinal);

    /// <summary>Messages of a code and kind that may leave now.</summary>
    public int Room(Delivery like, Instant now)
    {
        if (!byCode.TryGetValue(Group(like), out var sent))
        {
            return MostOfACode;
        }

        sent.RemoveAll(at => at + Window <= now);
        return MostOfACode - sent.Count;
    }

    /// <summary>Whether the same thing was said a moment ago.</summary>
    public bool IsRepeat(Delivery delivery, Instant now) => byKey.TryGetValue(Key(delivery), out var at) && now < at + Again;

    /// <summary>A message has left.</summary>
    public void Sent(IReadOnlyList<Delivery> deliveries, Instant now)
    {
        var group = Group(deliveries[0]);
        if (!byCode.TryGetValue(group, out var sent))
        {
            byCode.Add(group, sent = []);
        }

        sent.Add(now);
        foreach (var old in byKey.Where(pair => pair.Value + Again <= now).Select(pair => pair.Key).ToList())
        {
            byKey.Remove(old);
        }

        foreach (var delivery in deliveries)
        {
            byKey[Key(delivery)] = now;
        }
    }

    /// <summary>What is counted together: a code and a kind.</summary>
    public static string Group(Delivery delivery) => $"{delivery.Kind}:{delivery.Code}";

    // Each step of an escalation goes to others and is no repeat of the one before.
    private static string Key(Delivery delivery) => $"{delivery.Kind}:{string.Join('+', delivery.Parties)}:{AlertKeys.Row(delivery.Code, delivery.Subject)}";
}
