using Microsoft.Extensions.DependencyInjection;
using Trading.Control;
using Trading.Functions.Notify;
using Trading.Functions.Settings;
using Trading.Journal;
using Trading.Operations;
using Trading.Operations.Alerting;
using Trading.Operations.Readings;
using Trading.Storage;

namespace Trading.Functions.Composition;

/// <summary>Puts together the table of alerts, who is told and what is done.</summary>
internal static class AlertingServices
{
    public static void AddAlerting(this IServiceCollection services)
    {
        services.AddSingleton<AlertBook>();
        services.AddSingleton<Silences>();
        services.AddSingleton<AlertDesk>();
        services.AddSingleton<AlertSweep>();
        services.AddSingleton<AlertEvaluator>();
        services.AddSingleton<AlertRound>();
        services.AddSingleton<CycleAlerts>();
        services.AddSingleton<AlertActions>();
        services.AddSingleton<IAlertAction>(provider => new KillAction(provider.GetRequiredService<KillSwitch>(), KillMode.CloseOnly));
        services.AddSingleton<IAlertAction>(provider => new KillAction(provider.GetRequiredService<KillSwitch>(), KillMode.HaltAll));
        services.AddSingleton<IAlertAction, ReduceAction>();
        AddReadings(services);
        AddNotifiers(services);
    }

    private static void AddReadings(IServiceCollection services)
    {
        services.AddSingleton<RefusalReading>();
        services.AddSingleton<IReadingSource>(provider => provider.GetRequiredService<RefusalReading>());
        services.AddSingleton<IReadingSource, BrokerReadings>();
        services.AddSingleton<IReadingSource, HeartbeatReading>();
        services.AddSingleton<IReadingSource, GateReading>();
        services.AddSingleton<IReadingSource, OrderReadings>();
        services.AddSingleton<IReadingSource, KillReading>();
        services.AddSingleton<IReadingSource, JobFailureReading>();
        services.AddSingleton<IReadingSource, JournalReading>();
        services.AddSingleton<IReadingSource, NotifyReading>();
    }

    private static void AddNotifiers(IServiceCollection services)
    {
        services.AddSingleton(_ => NotifySettings.Read(Environment.GetEnvironmentVariable));
        services.AddSingleton(provider => new Redaction([.. provider.GetRequiredService<NotifySettings>().Secrets, .. SettingTable.Secrets(Environment.GetEnvironmentVariable)]));
        services.AddSingleton(provider => new Courier(
            provider.GetRequiredService<IRecords>(),
            Channels(provider),
            provider.GetRequiredService<JournalWriter>(),
            provider.GetRequiredService<Redaction>(),
            provider.GetRequiredService<TimeProvider>(),
            static work => _ = DeliverBesideAsync(work)));
    }

    // A host whose alerts are for nobody sends nothing, whatever the settings say.
    private static IReadOnlyList<IAlertChannel> Channels(IServiceProvider provider) =>
        provider.GetRequiredService<INotifier>().TellsPeople
            ? NotifyChannels.Of(provider.GetRequiredService<NotifySettings>(), provider.GetRequiredService<TimeProvider>())
            : [];

    // What fails here is on record and done again by the next health check.
    private static async Task DeliverBesideAsync(Func<Task> work)
    {
        try
        {
            await Task.Run(work);
        }
        catch (Exception fault) when (fault is StorageException or ObjectDisposedException)
        {
        }
    }
}
