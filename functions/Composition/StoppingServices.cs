using Microsoft.Extensions.DependencyInjection;
using Trading.Control;
using Trading.Control.Draining;
using Trading.Control.Pauses;
using Trading.Execution.Requests;
using Trading.Functions.Loop;
using Trading.Functions.Work;
using Trading.Journal;
using Trading.Operations.Readings;
using Trading.Operations.Schedules;
using Trading.Storage;

namespace Trading.Functions.Composition;

/// <summary>Puts together draining, cancelling, reducing, pausing, jobs by hand, and starting again.</summary>
internal static class StoppingServices
{
    public static void AddStopping(this IServiceCollection services)
    {
        services.AddSingleton(provider => new PauseBook(
            provider.GetRequiredService<IRecords>(),
            TradingServices.AccountOf(provider),
            provider.GetRequiredService<LoopSwitch>(),
            provider.GetRequiredService<JournalWriter>(),
            provider.GetRequiredService<TimeProvider>()));
        AddExits(services);
        AddDraining(services);
        AddJobs(services);
    }

    private static void AddExits(IServiceCollection services)
    {
        services.AddSingleton(provider => new ExitRequestBook(
            provider.GetRequiredService<IRecords>(), TradingServices.AccountOf(provider), provider.GetRequiredService<JournalWriter>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<OrderCancels>();
        services.AddSingleton<OperatorExits>();
        services.AddSingleton<ExitControl>();
    }

    private static void AddDraining(IServiceCollection services)
    {
        services.AddSingleton(provider => new DrainBook(provider.GetRequiredService<IRecords>(), TradingServices.AccountOf(provider)));
        services.AddSingleton<Drain>();
        services.AddSingleton<SystemStateReader>();
        services.AddSingleton<ShutdownControl>();
    }

    private static void AddJobs(IServiceCollection services)
    {
        services.AddSingleton<LoopJobs>();
        services.AddSingleton<HandRuns>();
        services.AddSingleton<JobBoard>();
        services.AddSingleton<JobSwitches>();
        services.AddSingleton<StaleClaims>();
        services.AddSingleton<OrchestrationSight>();
        services.AddSingleton<OrchestrationLook>();
        services.AddSingleton<IReadingSource, JobReadings>();
    }
}
