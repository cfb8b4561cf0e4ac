using NodaTime;
using Trading.Control.Operators;
using Trading.Journal;
using Trading.Operations;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Control.Operators;

public sealed class OperatorRegisterTests : IDisposable
{
    private static readonly ManualClock Clock = new(Instant.FromUtc(2026, 11, 20, 15, 0));
    private readonly MemoryStore store = new();
    private readonly SilentNotifier told = new();
    private readonly JournalWriter journal;
    private readonly OperatorBook book;
    private readonly OperatorRegister register;

    public OperatorRegisterTests()
    {
        journal = new JournalWriter(store, Clock);
        book = new OperatorBook(store);
        register = new OperatorRegister(book, journal, new Alerts(store, journal, told, Clock), Clock);
    }

    public void Dispose() => journal.Dispose();

    [Fact]
    public async Task A_token_is_recognised_and_kept_nowhere()
    {
        var (alice, bob) = (Random(1), Random(2));
        Assert.Null(await register.AddAsync("alice", Role.Operator, "laptop", alice, default));
        Assert.Null(await register.AddAsync("bob", Role.Approver, "main", bob, default));

        Assert.Equal(new Caller("alice", Role.Operator, "laptop"), await book.FindAsync(alice.AsMemory(0, 32), default));
        Assert.Equal(new Caller("bob", Role.Approver, "main"), await book.FindAsync(bob.AsMemory(0, 32), default));
        Assert.Null(await book.FindAsync(Random(3).AsMemory(0, 32), default));
        var kept = Assert.Single((await ((IRecords)store).QueryAsync("operators", "desk", "alice", default)).Select(each => each.Json));
        Assert.DoesNotContain(Convert.ToBase64String(alice.AsSpan(0, 32))[..20], kept, StringComparison.Ordinal);
        Assert.DoesNotContain(OperatorToken.Write(alice.AsSpan(0, 32))[3..23], kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hash_is_SHA_256_of_salt_and_token()
    {
        var random = Random(0);
        await register.AddAsync("alice", Role.Viewer, "main", random, default);
        var kept = Assert.Single(await book.ListAsync(default));

        // sha256 of 48 bytes of zero, from coreutils: head -c 48 /dev/zero | sha256sum.
        Assert.Equal("17b0761f87b081d5cf10757ccc89f12be355c70e2e29df288b65b30710dcbcd1", Convert.ToHexStringLower(Convert.FromBase64String(kept.Hash)));
    }

    [Fact]
    public async Task Both_acts_are_journalled_and_alert()
    {
        await register.AddAsync("alice", Role.Operator, "laptop", Random(1), default);
        await register.RemoveAsync("ALICE", "laptop", default);

        var events = await new JournalReader(store).OnAsync(new LocalDate(2026, 11, 20), default).Where(each => each.Kind.StartsWith("operator-", StringComparison.Ordinal)).ToListAsync();
        Assert.Equal(["operator-added", "operator-removed"], events.Select(each => each.Kind));
        Assert.All(events, each => Assert.Equal("""{"name":"alice","role":"Operator","device":"laptop"}""", each.Data.GetRawText()));
        Assert.Equal(["operator-added", "operator-removed"], told.Told.Select(each => each.Code));
        Assert.Empty(await book.ListAsync(default));
    }

    [Fact]
    public async Task There_is_nobody_of_whom_the_journal_does_not_know()
    {
        store.Fails = key => key.StartsWith("journal/", StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageException>(async () => await register.AddAsync("mallory", Role.Approver, "main", Random(1), default));
        store.Fails = null;
        Assert.Empty(await book.ListAsync(default));
    }

    [Fact]
    public async Task Names_that_differ_only_in_case_are_one_person()
    {
        await register.AddAsync("alice", Role.Operator, "main", Random(1), default);
        Assert.Contains("there is alice already", await register.AddAsync("Alice", Role.Approver, "phone", Random(2), default), StringComparison.Ordinal);
        Assert.Contains("has a credential for the device main", await register.AddAsync("alice", Role.Approver, "Main", Random(2), default), StringComparison.Ordinal);
        Assert.Null(await register.AddAsync("alice", Role.Approver, "phone", Random(2), default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("alice:main")]
    [InlineData("älice")]
    [InlineData("12345678901234567890123456789012345678901")]
    public async Task Other_names_are_refused(string name)
    {
        Assert.False(OperatorRegister.IsName(name));
        await Assert.ThrowsAsync<ArgumentException>(async () => await register.AddAsync(name, Role.Viewer, "main", Random(1), default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await register.AddAsync("alice", Role.Viewer, name, Random(1), default));
    }

    [Fact]
    public async Task The_last_approver_does_not_go_unnoticed()
    {
        await register.AddAsync("alice", Role.Operator, "main", Random(1), default);
        await register.AddAsync("bob", Role.Approver, "main", Random(2), default);
        await register.AddAsync("bob", Role.Approver, "phone", Random(3), default);
        Assert.Null((await register.RemoveAsync("bob", "phone", default)).Warning);
        Assert.Contains("no approver is left", (await register.RemoveAsync("bob", null, default)).Warning, StringComparison.Ordinal);
        Assert.Contains("no operator is left", (await register.RemoveAsync("alice", null, default)).Warning, StringComparison.Ordinal);
        Assert.Empty((await register.RemoveAsync("alice", null, default)).Removed);
    }

    [Fact]
    public async Task A_damaged_credential_is_said_and_lets_nobody_in()
    {
        var random = Random(1);
        await register.AddAsync("alice", Role.Approver, "main", random, default);
        var kept = (await book.ListAsync(default))[0] with { Salt = "!" };
        await new RecordTable<OperatorRecord>(store, "operators").PutAsync("desk", "alice:main", kept, default);
        await Assert.ThrowsAsync<StorageException>(async () => await book.FindAsync(random.AsMemory(0, 32), default));
    }

    [Fact]
    public void A_token_reads_back_as_it_was_written()
    {
        var token = Random(200)[..32];
        var text = OperatorToken.Write(token);
        Assert.Equal(46, text.Length);
        Assert.Equal(token, OperatorToken.Read(text));
        Assert.Null(OperatorToken.Read(text.AsSpan(0, 45)));
        Assert.Null(OperatorToken.Read(text.Replace("tf_", "xx_", StringComparison.Ordinal)));
    }

    private static byte[] Random(byte fill)
    {
        var random = new byte[OperatorRegister.RandomBytes];
        random.AsSpan(0, OperatorToken.Bytes).Fill(fill);
        return random;
    }
}
