using FsCheck;
using FsCheck.Fluent;
using Trading.Operations.Backups;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Operations.Backups;

/// <summary>What a restore in place makes of one table, cut short anywhere or not.</summary>
public sealed class TableRestoreTests
{
    private const string Table = "lots";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(OnRestore.Untouched)]
    [InlineData(OnRestore.MissingOnly)]
    [InlineData(OnRestore.AsItWas)]
    public void Whatever_is_there_the_table_becomes_what_its_rule_says_however_often_the_restore_dies(OnRestore how)
    {
        var rows = Gen.Choose(0, 5).SelectMany(row => Gen.Elements("1", "2").Select(json => (Row: $"r{row}", Json: json))).ListOf().Select(list => list.DistinctBy(one => one.Row).ToArray());
        var cases = rows.SelectMany(was => rows.Select(now => (was, now))).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(20131007UL, 7UL), Prop.ForAll(cases, one => BecomesAsync(how, one.was, one.now).GetAwaiter().GetResult()));
    }

    private static async Task<bool> BecomesAsync(OnRestore how, (string Row, string Json)[] was, (string Row, string Json)[] now)
    {
        var expected = how switch
        {
            OnRestore.AsItWas => was,
            OnRestore.MissingOnly => [.. now, .. was.Where(old => now.All(there => there.Row != old.Row))],
            _ => now,
        };
        var snapshot = new TableRows(Table, [.. was.Select(one => new StoredRecord("SIM", one.Row, "", one.Json))]);
        for (var dieAt = 1; ; dieAt++)
        {
            var store = new MemoryStore();
            IRecords records = store;
            foreach (var (row, json) in now)
            {
                await records.PutAsync(Table, "SIM", row, json, None);
            }

            var calls = 0;
            store.Fails = _ => ++calls == dieAt;
            var fault = await Record.ExceptionAsync(async () => await TableRestore.RunAsync(snapshot, how, records, None));
            store.Fails = null;
            await TableRestore.RunAsync(snapshot, how, records, None);
            var after = (await records.QueryAsync(Table, "SIM", "", None)).Select(row => (row.Row, row.Json));
            if (!after.SequenceEqual(expected.OrderBy(one => one.Row, StringComparer.Ordinal)))
            {
                return false;
            }

            if (fault is null)
            {
                return true;
            }
        }
    }
}
