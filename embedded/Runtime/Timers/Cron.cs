using NCrontab;

namespace Trading.Embedded.Runtime.Timers;

/// <summary>A timer's expression, read as the platform reads it: five fields, or six with seconds first. UTC.</summary>
internal static class Cron
{
    /// <summary>The schedule.</summary>
    /// <exception cref="CrontabException">The expression is not one.</exception>
    public static CrontabSchedule Parse(string expression) =>
        CrontabSchedule.Parse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = Fields(expression) == 6 });

    /// <summary>What is wrong with an expression, or null.</summary>
    public static string? FaultOf(string expression)
    {
        var schedule = CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = Fields(expression) == 6 });
        return schedule is null ? $"'{expression}' is not a cron expression of five or six fields" : null;
    }

    private static int Fields(string expression) => expression.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length;
}
