using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Trading.Journal;

namespace Trading.Tests.Shared.Journal;

public sealed class JournalCheckTests
{
    private const string Monday = "2013-10-07.jsonl";
    private const string Tuesday = "2013-10-08.jsonl";

    public static TheoryData<int, int, JournalFaultKind, long> Mutations => new()
    {
        { 0, 4, JournalFaultKind.Changed, 5 },
        { 1, 4, JournalFaultKind.Missing, 5 },
        { 2, 4, JournalFaultKind.Reordered, 5 },
        { 3, 4, JournalFaultKind.Duplicated, 5 },
        { 4, 4, JournalFaultKind.NotAnEvent, 5 },
        { 5, 4, JournalFaultKind.ChainBroken, 6 },
        { 6, 4, JournalFaultKind.Changed, 5 },
        { 0, 0, JournalFaultKind.Changed, 1 },
        { 1, 0, JournalFaultKind.Missing, 1 },
        { 2, 0, JournalFaultKind.Reordered, 1 },
        { 3, 0, JournalFaultKind.Duplicated, 1 },
    };

    [Fact]
    public async Task An_untouched_journal_of_two_days_is_intact()
    {
        using var journal = await TwoDaysAsync();
        var verdict = await journal.Check.CheckAsync(null, default);
        Assert.True(verdict.Intact);
        Assert.Equal(21, verdict.Events);
        Assert.Equal(await journal.Writer.HeadAsync(default), (verdict.Events, verdict.HeadHash));
    }

    [Fact]
    public async Task Nothing_at_all_is_told_apart_from_health()
    {
        using var journal = new JournalFixture();
        var verdict = await journal.Check.CheckAsync(null, default);
        Assert.Equal((0L, JournalWriter.Genesis), (verdict.Events, verdict.HeadHash));
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Finds_the_first_bad_sequence_and_what_is_wrong(int mutation, int at, JournalFaultKind kind, long sequence)
    {
        using var journal = await TwoDaysAsync();
        var lines = await journal.LinesAsync(Monday);
        Mutate(lines, mutation, at);
        await journal.PutLinesAsync(Monday, lines);
        var fault = (await journal.Check.CheckAsync(null, default)).Fault!;
        Assert.Equal((kind, sequence), (fault.Kind, fault.Sequence));
        Assert.NotEmpty(fault.Sentence);
    }

    [Fact]
    public async Task Every_byte_of_an_event_is_covered()
    {
        using var journal = await TwoDaysAsync();
        var lines = await journal.LinesAsync(Monday);
        var original = lines[3];
        for (var i = 0; i < original.Length; i++)
        {
            lines[3] = original[..i] + (original[i] == 'x' ? 'y' : 'x') + original[(i + 1)..];
            await journal.PutLinesAsync(Monday, lines);
            Assert.Equal(4, (await journal.Check.CheckAsync(null, default)).Fault?.Sequence);
        }
    }

    [Fact]
    public async Task A_last_line_cut_anywhere_is_truncated()
    {
        using var journal = await TwoDaysAsync();
        var content = (await journal.Blobs.ReadAsync("journal", Tuesday, default))!.Content;
        var lastLine = content.Length - content[..^1].Span.LastIndexOf((byte)'\n') - 1;
        for (var cut = 1; cut < lastLine; cut += 17)
        {
            await journal.Blobs.PutAsync("journal", Tuesday, content[..^cut], default);
            var fault = (await journal.Check.CheckAsync(null, default)).Fault!;
            Assert.Equal((JournalFaultKind.Truncated, 21L, Tuesday), (fault.Kind, fault.Sequence, fault.Blob));
        }
    }

    [Fact]
    public async Task A_lost_blob_is_a_gap()
    {
        using var journal = await TwoDaysAsync();
        await journal.Blobs.DeleteAsync("journal", Monday, default);
        var fault = (await journal.Check.CheckAsync(null, default)).Fault!;
        Assert.Equal((JournalFaultKind.Missing, 1L, Tuesday), (fault.Kind, fault.Sequence, fault.Blob));
    }

    [Fact]
    public async Task A_chain_broken_between_two_blobs_is_found_also_from_the_second_on()
    {
        using var journal = await TwoDaysAsync();
        var lines = await journal.LinesAsync(Monday);
        lines[^1] = Reseal(lines[^1].Replace("\"correlation\":\"journal\"", "\"correlation\":\"other\"", StringComparison.Ordinal));
        await journal.PutLinesAsync(Monday, lines);
        foreach (var from in new LocalDate?[] { null, new LocalDate(2013, 10, 8) })
        {
            var fault = (await journal.Check.CheckAsync(from, default)).Fault!;
            Assert.Equal((JournalFaultKind.ChainBroken, 12L, Tuesday), (fault.Kind, fault.Sequence, fault.Blob));
        }
    }

    [Fact]
    public async Task A_check_from_a_date_leaves_earlier_days_alone()
    {
        using var journal = await TwoDaysAsync();
        var lines = await journal.LinesAsync(Monday);
        Mutate(lines, 0, 3);
        await journal.PutLinesAsync(Monday, lines);
        Assert.True((await journal.Check.CheckAsync(new LocalDate(2013, 10, 8), default)).Intact);
        Assert.False((await journal.Check.CheckAsync(new LocalDate(2013, 10, 7), default)).Intact);
    }

    [Fact]
    public async Task An_end_cut_off_cleanly_is_found_by_the_remembered_head()
    {
        using var journal = await TwoDaysAsync();
        await AnchorAsync(journal);
        var lines = await journal.LinesAsync(Tuesday);
        await journal.PutLinesAsync(Tuesday, lines[..^2]);
        var fault = (await journal.Check.CheckAsync(null, default)).Fault!;
        Assert.Equal((JournalFaultKind.Missing, 20L), (fault.Kind, fault.Sequence));
    }

    [Fact]
    public async Task A_journal_deleted_whole_is_found_by_the_remembered_head()
    {
        using var journal = await TwoDaysAsync();
        await AnchorAsync(journal);
        await journal.Blobs.DeleteAsync("journal", Monday, default);
        await journal.Blobs.DeleteAsync("journal", Tuesday, default);
        Assert.Equal(JournalFaultKind.Missing, (await journal.Check.CheckAsync(null, default)).Fault?.Kind);
    }

    [Fact]
    public async Task A_chain_rewritten_with_fresh_hashes_is_found_by_the_remembered_head()
    {
        using var journal = await TwoDaysAsync();
        await AnchorAsync(journal);
        using var forged = new JournalFixture();
        await forged.WriteAsync(30, first: 2);
        await journal.Blobs.DeleteAsync("journal", Tuesday, default);
        await journal.PutLinesAsync(Monday, await forged.LinesAsync(Monday));
        var fault = (await journal.Check.CheckAsync(null, default)).Fault!;
        Assert.Equal((JournalFaultKind.Rewritten, 21L), (fault.Kind, fault.Sequence));
    }

    // Ten events on Monday and the closing one, ten on Tuesday.
    private static async Task<JournalFixture> TwoDaysAsync()
    {
        var journal = new JournalFixture();
        await journal.WriteAsync(10);
        journal.Clock.Advance(Duration.FromDays(1));
        await journal.WriteAsync(10, first: 11);
        return journal;
    }

    private static async Task AnchorAsync(JournalFixture journal)
    {
        var (events, hash) = await journal.Writer.HeadAsync(default);
        await journal.Anchors.RememberAsync(new LocalDate(2013, 10, 8), new JournalAnchor(events, hash), default);
    }

    private static void Mutate(List<string> lines, int mutation, int at)
    {
        switch (mutation)
        {
            case 0:
                lines[at] = lines[at].Replace("9.99", "9.98", StringComparison.Ordinal);
                break;
            case 1:
                lines.RemoveAt(at);
                break;
            case 2:
                (lines[at], lines[at + 1]) = (lines[at + 1], lines[at]);
                break;
            case 3:
                lines.Insert(at + 1, lines[at]);
                break;
            case 4:
                lines[at] = "{}";
                break;
            case 5:
                lines[at] = Reseal(lines[at].Replace("9.99", "9.98", StringComparison.Ordinal));
                break;
            default:
                lines[at] = lines[at].Replace("\"hash\":\"", "\"hash\":\"0", StringComparison.Ordinal).Remove(lines[at].Length - 2, 1);
                break;
        }
    }

    // What a forger would do: a fresh hash over the changed text.
    private static string Reseal(string line)
    {
        var text = line[..line.LastIndexOf(",\"hash\"", StringComparison.Ordinal)] + "}";
        return text[..^1] + ",\"hash\":\"" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) + "\"}";
    }
}
