using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Trading.Control.Operators;
using Trading.Risk;
using Trading.Risk.Limits;
using Trading.Storage;
using static Trading.Tests.Shared.Risk.Limits.LimitWorld;

namespace Trading.Tests.Shared.Risk.Limits;

/// <summary>
/// Whatever is written, posted, approved, rolled back, restarted or deployed, by whomever and in whatever order, with a store that fails anywhere in between: no limit allows more before two
/// different people have said exactly that value, and every change is in the history and the journal.
/// </summary>
public sealed class LimitRaiseProperties
{
    private static readonly string[] Keys = ["total_exposure", "cooldown_seconds", "notional_per_minute"];
    private static readonly decimal[] Values = [1_000m, 2_000m, 3_000m, 50_000m, 60_000m];
    private static readonly Caller[] People = [Ann, Bob, Cat];

    [Fact]
    [Trait("Bug", "C4.36")]
    public void No_limit_is_raised_without_two_peoples_word_for_exactly_that_value()
    {
        var step = from what in Gen.Choose(0, 11)
                   from key in Gen.Choose(0, Keys.Length - 1)
                   from value in Gen.Choose(0, Values.Length - 1)
                   from other in Gen.Choose(0, Values.Length - 1)
                   from who in Gen.Choose(0, People.Length - 1)
                   from failing in Gen.Choose(-40, 12)
                   select new Step(what, Keys[key], Values[value], Keys[(key + 1) % Keys.Length], Values[other], People[who], failing);
        var raises = 0;
        Prop.ForAll(Gen.ListOf(step, 30).ToArbitrary(), steps =>
        {
            var run = new Run([.. steps]);
            var holds = run.HoldsAsync().GetAwaiter().GetResult();
            raises += run.Raises;
            return holds;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(42, 7));
        Assert.InRange(raises, 20, int.MaxValue);
    }

    [Fact]
    public async Task The_judge_sees_a_raise_that_only_one_person_wanted()
    {
        using var world = new LimitWorld();
        await world.NowAsync();
        var run = new Run([]);
        run.Say(Ann, "total_exposure", 60_000m);
        Assert.False(run.IsAllowed(RiskLimits.Paper, RiskLimits.Paper with { TotalExposure = 60_000m }));
        run.Say(Bob, "total_exposure", 60_000m);
        Assert.True(run.IsAllowed(RiskLimits.Paper, RiskLimits.Paper with { TotalExposure = 60_000m }));
        Assert.False(run.IsAllowed(RiskLimits.Paper, RiskLimits.Paper with { TotalExposure = 60_001m }));
        Assert.False(run.IsAllowed(RiskLimits.Paper, RiskLimits.Paper with { NotionalPerMinute = 0m, CooldownSeconds = 0 }));
    }

    private sealed record Step(int What, string Key, decimal Value, string OtherKey, decimal Other, Caller Who, int Failing);

    private sealed class Run(List<Step> steps)
    {
        private readonly HashSet<(string Who, string Key, decimal Value)> said = [];
        private int restarts;

        public int Raises { get; private set; }

        public async Task<bool> HoldsAsync()
        {
            using var world = new LimitWorld();
            var before = await world.NowAsync();
            foreach (var step in steps)
            {
                await FailingAsync(world, step);
                var after = await world.NowAsync();
                if (!IsAllowed(before, after))
                {
                    return false;
                }

                Raises += LimitTable.Lines.Any(line => IsLooser(line.Key, line.Of(before), line.Of(after))) ? 1 : 0;
                before = after;
            }

            return await IsToldAsync(world);
        }

        public void Say(Caller who, string key, decimal value) => said.Add((who.Name, key, value));

        public bool IsAllowed(RiskLimits before, RiskLimits after) => LimitTable.Lines.All(line =>
            !IsLooser(line.Key, line.Of(before), line.Of(after)) || said.Where(word => word.Key == line.Key && word.Value == line.Of(after)).Select(word => word.Who).Distinct().Count() >= 2);

        // Its own reading of what is looser, so that the table does not judge itself.
        private static bool IsLooser(string key, decimal from, decimal to) => key switch
        {
            "cooldown_seconds" or "minimum_gap_seconds" => to < from,
            "notional_per_minute" => from != 0m && (to == 0m || to > from),
            _ => to > from,
        };

        // From the chosen call on nothing answers until the step is over.
        private async Task FailingAsync(LimitWorld world, Step step)
        {
            var broken = step.Failing > 0 && step.What is not (0 or 1 or 2 or 3 or 7 or 8);
            var change = step.What == 6 ? await ChosenAsync(world, step) : null;
            var pending = await world.PendingAsync();
            var first = world.Store.Calls + step.Failing;
            world.Store.Fails = broken ? _ => world.Store.Calls >= first : null;
            try
            {
                await DoAsync(world, step, change, pending);
            }
            catch (StorageException) when (broken)
            {
                // Whoever asked is told that it is not known; what they said, they said.
            }

            world.Store.Fails = null;
        }

        private static async Task<bool> IsToldAsync(LimitWorld world)
        {
            var numbers = (await world.Desk.HistoryAsync(default)).Select(change => change.Number).ToList();
            var told = (await world.EventsAsync("limits-changed")).Select(json => JsonDocument.Parse(json).RootElement.GetProperty("number").GetInt32()).Distinct();
            return numbers.SequenceEqual(Enumerable.Range(1, numbers.Count)) && numbers.SequenceEqual(told);
        }

        private static async Task<LimitChange> ChosenAsync(LimitWorld world, Step step)
        {
            var history = await world.Desk.HistoryAsync(default);
            return history[(int)step.Other % history.Count];
        }

        private async Task DoAsync(LimitWorld world, Step step, LimitChange? change, PendingRaise? pending)
        {
            switch (step.What)
            {
                case 0 or 1:
                    await world.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{{\"{step.Key}\": {step.Value}, \"{step.OtherKey}\": {step.Other}}}"));
                    break;
                case 2:
                    await world.WriteAsync("{\"total_exposure\": NaN}");
                    break;
                case 3:
                    await world.DeleteAsync();
                    break;
                case 4 or 5:
                    Say(step.Who, step.Key, step.Value);
                    Say(step.Who, step.OtherKey, step.Other);
                    await world.SetAsync(step.Who, (step.Key, step.Value), (step.OtherKey, step.Other));
                    break;
                case 6:
                    await RollBackAsync(world, step, change!);
                    break;
                case 7:
                    world.Restart(RiskLimits.Paper with { TotalExposure = Values[++restarts % Values.Length] });
                    break;
                case 8:
                    world.Clock.Advance(Duration.FromMinutes(7));
                    break;
                default:
                    await ApproveAsync(world, step, pending);
                    break;
            }
        }

        private async Task RollBackAsync(LimitWorld world, Step step, LimitChange change)
        {
            foreach (var key in Keys)
            {
                Say(step.Who, key, change.Values[key]);
            }

            await world.Desk.RollBackAsync(change.Number, step.Who, "test", default);
        }

        private async Task ApproveAsync(LimitWorld world, Step step, PendingRaise? pending)
        {
            foreach (var (key, value) in pending?.Values ?? new Dictionary<string, decimal>())
            {
                Say(step.Who, key, value);
            }

            await world.Desk.ApproveAsync(step.What == 9 ? pending?.RequestId ?? "REQ-1" : null, step.Who, default);
        }
    }
}
