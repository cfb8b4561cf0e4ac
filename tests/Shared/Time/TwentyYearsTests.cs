using NodaTime;
using NodaTime.Text;
using Trading.Journal;
using Trading.Operations;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Time;

/// <summary>
/// Every session from 1998 to 2017 and every job, through the real runner, ledger and journal. Covered of each day: all slots of the jobs that run once or twice;
/// of those that run every few minutes the first slot, the last and one at random, and on one day in a thousand all of them. Timers are lost, doubled, late and early at random (seeded);
/// runs throw or die. A slot that loses its timer gets a fire from somebody else (a past-due timer, the watchdog) near the end of its span, as in production.
/// </summary>
public sealed class TwentyYearsTests
{
    private static readonly ExchangeCalendar Nyse = ExchangeCalendar.Nyse;

    [Theory]
    [InlineData(1998)]
    [InlineData(2003)]
    [InlineData(2008)]
    [InlineData(2013)]
    [Trait("Bug", "C6.45")]
    public async Task Every_slot_of_every_session_is_done_exactly_once(int firstYear)
    {
        var random = new Random(firstYear);
        var sessions = 0;
        for (var date = new LocalDate(firstYear, 1, 1); date.Year < firstYear + 5; date = date.PlusDays(1))
        {
            sessions += Nyse.IsSession(date) ? 1 : 0;
            using var day = new Day(date, random);
            foreach (var job in Jobs.All)
            {
                await day.RunAsync(job);
            }
        }

        Assert.InRange(sessions, 1250, 1262);
    }

    /// <summary>One date with its own store, and the fires that hit it.</summary>
    private sealed class Day : IDisposable
    {
        private readonly LocalDate date;
        private readonly Random random;
        private readonly ManualClock clock;
        private readonly RunLedger ledger;
        private readonly JournalWriter journal;
        private readonly JobRunner runner;
        private readonly Dictionary<string, int> done = new(StringComparer.Ordinal);

        public Day(LocalDate date, Random random)
        {
            (this.date, this.random, clock) = (date, random, new ManualClock(NewYork.StartOf(date)));
            var store = new MemoryStore(clock);
            (ledger, journal) = (new RunLedger(store, clock), new JournalWriter(store, clock));
            runner = new JobRunner(ledger, journal, new Alerts(store, journal, new Silent(), clock), clock);
        }

        public void Dispose() => journal.Dispose();

        public async Task RunAsync(Job job)
        {
            done.Clear();
            var expected = new List<string>();
            foreach (var (slot, begin, end) in Slots(job))
            {
                expected.Add(slot);
                await FireAllAsync(job, begin, end);
            }

            if (expected.Count == 0)
            {
                clock.Now = NewYork.At(date, new LocalTime(9, 0));
                Assert.IsType<JobOutcome.Skipped>(await FireAsync(job, fails: false));
            }

            Assert.Equal(expected.Order(StringComparer.Ordinal), done.Keys.Order(StringComparer.Ordinal));
            Assert.All(done.Values, static times => Assert.Equal(1, times));
            var rows = (await ledger.OnAsync(date, CancellationToken.None)).Where(row => row.Job == job.Name).ToList();
            Assert.Equal(expected.Count, rows.Count);
            Assert.All(rows, static row => Assert.Equal(RunState.Done, row.State));
        }

        // What the design says, written down a second time and without the code under test.
        private IEnumerable<(string Slot, Instant Begin, Instant End)> Slots(Job job) => (job.Name, Nyse.SessionOn(date)) switch
        {
            ("HealthCheck", _) => Sample(NewYork.StartOf(date), NewYork.StartOf(date.PlusDays(1)), 5),
            ("Retention", _) => [("day", At(0, 30), At(1, 30))],
            (_, null) => [],
            ("NightlyResearch", _) => [("day", At(2, 0), At(3, 0))],
            ("Preflight", _) => [("08:00", At(8, 0), At(8, 55)), ("09:00", At(9, 0), At(9, 25))],
            ("Scan", _) => [("day", At(8, 30), At(9, 25))],
            ("ExecutionRestart", _) => [("day", At(8, 40), At(9, 25))],
            ("Reconcile", { } session) => Sample(session.Open, session.Close, 1),
            ("Watchdog", _) => Sample(At(9, 0), At(20, 0), 15),
            ("Kpi", { } session) => Hours(session),
            ("Integrity", { } session) => Quarters(session),
            ("BackupState", { } session) => [.. Quarters(session), .. AfterBooks(session)],
            ("EndOfDay", { } session) => [("day", session.Close + Duration.FromMinutes(30), At(20, 0))],
            _ => throw new InvalidOperationException($"{job.Name} is not in this test"),
        };

        private static IEnumerable<(string Slot, Instant Begin, Instant End)> Quarters(Session session)
        {
            for (var begin = Quarter(session.Open); begin < session.Close; begin += Duration.FromMinutes(15))
            {
                yield return (MinuteOf(begin), begin, Instant.Min(begin + Duration.FromMinutes(15), session.Close));
            }
        }

        private static IEnumerable<(string Slot, Instant Begin, Instant End)> AfterBooks(Session session)
        {
            var begin = Quarter(session.Close + Duration.FromMinutes(45));
            yield return (MinuteOf(begin), begin, begin + Duration.FromMinutes(15));
        }

        private static Instant Quarter(Instant at) => Instant.FromUnixTimeSeconds((at.ToUnixTimeSeconds() + 899) / 900 * 900);

        private static string MinuteOf(Instant at) => InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'").Format(at);

        private static IEnumerable<(string Slot, Instant Begin, Instant End)> Hours(Session session)
        {
            for (var begin = Instant.FromUnixTimeSeconds((session.Open.ToUnixTimeSeconds() + 3599) / 3600 * 3600); begin < session.Close; begin += Duration.FromHours(1))
            {
                yield return (InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'").Format(begin), begin, Instant.Min(begin + Duration.FromHours(1), session.Close));
            }
        }

        private IEnumerable<(string Slot, Instant Begin, Instant End)> Sample(Instant from, Instant to, int minutes)
        {
            var count = (int)((to - from).TotalMinutes / minutes);
            SortedSet<int> sample = [0, 1 + random.Next(count - 2), count - 1];
            foreach (var k in random.Next(1000) == 0 ? Enumerable.Range(0, count) : sample)
            {
                var begin = from + Duration.FromMinutes(k * minutes);
                yield return (InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'").Format(begin), begin, begin + Duration.FromMinutes(minutes));
            }
        }

        private async Task FireAllAsync(Job job, Instant begin, Instant end)
        {
            // A second before the end at the latest: from then on a fire counts as the next slot's early one.
            var last = end - Duration.FromSeconds(1) - (end - begin) / 20 * (1 - random.NextDouble());
            foreach (var at in Fires(begin, end).Order())
            {
                clock.Now = at;
                if (random.Next(8) == 0 && at >= begin && at + job.Lease <= last)
                {
                    await DieAsync(job);
                    continue;
                }

                await FireAsync(job, fails: random.Next(12) == 0);
            }

            clock.Now = last;
            await FireAsync(job, fails: false);
            await FireAsync(job, fails: false);
        }

        // On time or a moment early or late; twice; much too late within the slot or never. Fires outside the slot's span belong to its neighbours:
        // they are kept away from slots that have some, and must change nothing for those that stand alone.
        private IEnumerable<Instant> Fires(Instant begin, Instant end)
        {
            var span = end - begin;
            var onTime = begin + Duration.FromMilliseconds(random.Next(-900, 900));
            var alone = span >= Duration.FromMinutes(20);
            switch (random.Next(5))
            {
                case 0:
                    break;
                case 1:
                    yield return onTime;
                    yield return onTime + Duration.FromMilliseconds(random.Next(1000));
                    break;
                case 2:
                    yield return begin + span / 2 * random.NextDouble();
                    break;
                default:
                    yield return onTime;
                    break;
            }

            if (alone)
            {
                yield return begin - Duration.FromSeconds(2 + random.Next(200));
                yield return begin + span / 2 * random.NextDouble();
            }
        }

        // The process ends between the claim and its end: nobody marks anything.
        private async Task DieAsync(Job job)
        {
            var admission = JobSchedule.Admit(job, clock.Now);
            await ledger.ClaimAsync(job, admission.Date, admission.Slot, CancellationToken.None);
        }

        private Task<JobOutcome> FireAsync(Job job, bool fails) => runner.RunAsync(job, (run, _) =>
        {
            Assert.Equal((date, job), (run.Date, run.Job));
            if (fails)
            {
                throw new InvalidOperationException("made to fail");
            }

            done[run.Slot] = done.GetValueOrDefault(run.Slot) + 1;
            return Task.FromResult("done");
        }, CancellationToken.None);

        private Instant At(int hour, int minute) => NewYork.At(date, new LocalTime(hour, minute));
    }

    private sealed class Silent : INotifier
    {
        public ValueTask NotifyAsync(Alert alert, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
