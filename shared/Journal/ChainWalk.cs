using System.Text;
using System.Text.Json;
using Trading.Storage;

namespace Trading.Journal;

/// <summary>Walks the chain line by line and stops at the first fault. Pure: bytes in, verdict out.</summary>
internal sealed class ChainWalk
{
    private readonly Dictionary<long, (string Date, JournalAnchor Anchor)> anchors = [];
    private long sequence;
    private string hash;
    private JournalFault? fault;

    // A sequence too high is a gap until the missing one turns up further on.
    private byte[]? sought;

    /// <summary>A walk that begins after the event <paramref name="sequence"/>, which carries <paramref name="hash"/>.</summary>
    public ChainWalk(long sequence, string hash, IReadOnlyList<(string Date, JournalAnchor Anchor)> remembered)
    {
        (this.sequence, this.hash) = (sequence, hash);
        foreach (var anchor in remembered)
        {
            anchors[anchor.Anchor.Sequence] = anchor;
        }
    }

    /// <summary>Whether nothing further can change the verdict.</summary>
    public bool Ended => fault is not null && sought is null;

    /// <summary>Walks one blob.</summary>
    public void Walk(string blob, ReadOnlySpan<byte> content, bool isLast)
    {
        while (!content.IsEmpty && !Ended)
        {
            var end = content.IndexOf((byte)'\n');
            var line = end < 0 ? content : content[..end];
            content = end < 0 ? default : content[(end + 1)..];
            if (sought is not null)
            {
                Seek(line);
            }
            else if (end < 0)
            {
                Fail(isLast ? JournalFaultKind.Truncated : JournalFaultKind.NotAnEvent, blob, $"event {sequence + 1} in {blob} is cut short");
            }
            else
            {
                Take(blob, line);
            }
        }
    }

    /// <summary>The outcome once every blob was walked.</summary>
    public JournalVerdict Verdict()
    {
        if (fault is null && anchors.Count > 0 && anchors[anchors.Keys.Max()] is var (date, anchor) && anchor.Sequence > sequence)
        {
            Fail(JournalFaultKind.Missing, string.Empty, $"events {sequence + 1} to {anchor.Sequence} are missing at the end: the close of {date} remembers them");
        }

        return new JournalVerdict(sequence, hash, fault);
    }

    private void Take(string blob, ReadOnlySpan<byte> line)
    {
        if (JournalLine.ExpectedHash(line) is not { } expected || Parse(line) is not { } read)
        {
            Fail(JournalFaultKind.NotAnEvent, blob, $"the line where event {sequence + 1} should be in {blob} is not an event");
        }
        else if (read.Hash != expected)
        {
            Fail(JournalFaultKind.Changed, blob, $"event {sequence + 1} in {blob} was changed: its hash is not that of its text");
        }
        else if (read.Sequence <= sequence)
        {
            Fail(JournalFaultKind.Duplicated, blob, $"event {read.Sequence} stands twice, again in {blob}", read.Sequence);
        }
        else if (read.Sequence > sequence + 1)
        {
            Fail(JournalFaultKind.Missing, blob, $"event {sequence + 1} is missing before event {read.Sequence} in {blob}");
            sought = Encoding.ASCII.GetBytes($"{{\"sequence\":{sequence + 1},");
        }
        else if (read.Previous != hash)
        {
            Fail(JournalFaultKind.ChainBroken, blob, $"event {read.Sequence} in {blob} does not carry the hash of event {sequence}");
        }
        else
        {
            (sequence, hash) = (read.Sequence, read.Hash);
            CompareWithAnchor(blob);
        }
    }

    private void Seek(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith(sought))
        {
            fault = fault! with { Kind = JournalFaultKind.Reordered, Sentence = $"event {fault.Sequence} stands after a later event, seen in {fault.Blob}" };
            sought = null;
        }
    }

    private void CompareWithAnchor(string blob)
    {
        if (anchors.TryGetValue(sequence, out var known) && known.Anchor.Hash != hash)
        {
            Fail(JournalFaultKind.Rewritten, blob, $"event {sequence} in {blob} is not the one that the close of {known.Date} remembers: the chain before it was rewritten", sequence);
        }
    }

    private void Fail(JournalFaultKind kind, string blob, string sentence, long? at = null) => fault = new JournalFault(kind, at ?? (sequence + 1), blob, sentence);

    private static JournalEvent? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalEvent>(line, TradingJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
