using NodaTime;
using NodaTime.Text;
using Spectre.Console;
using Trading.Accounting;
using Trading.Embedded.Rehearsal;
using Trading.Time;

namespace Trading.Embedded.Verbs;

/// <summary>A rehearsal on a screen: a bar for each day while it runs, the jobs as they fire, the closing report.</summary>
internal sealed class ConsoleView : IRehearsalView
{
    public async Task<RehearsalReport> ShowAsync(Func<IRehearsalProgress, Task<RehearsalReport>> run)
    {
        var report = await (Screen.IsWatched() ? WithBarsAsync(run) : run(new QuietProgress())).ConfigureAwait(false);
        foreach (var day in report.Days)
        {
            DayTables.Print(day);
        }

        PrintEnd(report);
        return report;
    }

    private static void PrintEnd(RehearsalReport report)
    {
        AnsiConsole.WriteLine();
        if (report.Days.Count > 1 && report.Days[^1].Pnl?.Equity is { } equity)
        {
            var (realized, fees) = (report.Days.Sum(day => day.Pnl?.Realized ?? 0m), report.Days.Sum(day => day.Pnl?.Fees ?? 0m));
            AnsiConsole.MarkupLineInterpolated($"{report.Days.Count} days: realized {Dollars.WithSign(realized)}, fees ${fees:0.00}, equity at the end ${equity:#,0.00}");
        }

        AnsiConsole.MarkupLineInterpolated($"[grey]Rehearsed in {report.ElapsedMs / 1000.0:0.00} s with a simulated broker and simulated money; approval given, as in every rehearsal.[/]");
    }

    private static Task<RehearsalReport> WithBarsAsync(Func<IRehearsalProgress, Task<RehearsalReport>> run) => AnsiConsole.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
        .StartAsync(context => run(new Bars(context)));

    private sealed class Bars(ProgressContext context) : IRehearsalProgress
    {
        private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
        private readonly Dictionary<LocalDate, ProgressTask> tasks = [];
        private string last = string.Empty;

        public void At(LocalDate date, Instant now)
        {
            var task = TaskOf(date);
            var start = NewYork.StartOf(date);
            task.Value = 100.0 * (now - start).TotalSeconds / (NewYork.StartOf(date.PlusDays(1)) - start).TotalSeconds;
            task.Description = $"{LocalDatePattern.Iso.Format(date)} {Clock.Format(NewYork.TimeOf(now).TimeOfDay)} {last,-18}";
        }

        public void Fired(string function, Instant now) => last = function;

        public void Done(DayReport day)
        {
            var task = TaskOf(day.Date);
            task.Value = 100;
            task.Description = $"{LocalDatePattern.Iso.Format(day.Date)} {(day.Held() ? "all invariants held" : "AN INVARIANT BROKE")}";
        }

        private ProgressTask TaskOf(LocalDate date)
        {
            if (!tasks.TryGetValue(date, out var task))
            {
                tasks[date] = task = context.AddTask(LocalDatePattern.Iso.Format(date));
            }

            return task;
        }
    }
}
