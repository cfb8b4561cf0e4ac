using Microsoft.Extensions.DependencyInjection;
using Trading.Brokers;
using Trading.Control;
using Trading.Operations.Alerting;
using Trading.Risk.Limits;
using Trading.Storage;

namespace Trading.Functions.AzureHost;

/// <summary>
/// What stands before the first function runs: the store has our form and is this account's, and the limits are limits. All of it is looked at before anything is written. Dry run is left as it
/// stands: a fresh store begins in it, and a worker that is started anew in mid-session must not stop the trading.
/// </summary>
internal static class DeskStart
{
    /// <exception cref="StartRefusedException">The desk may not start.</exception>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(services, cancellationToken);
            await WriteAsync(services, cancellationToken);
        }
        catch (Exception fault) when (fault is StorageException or BrokerException)
        {
            var what = fault is StorageException ? "the store" : "the broker";
            throw new StartRefusedException($"{what} could not answer: {services.GetRequiredService<Redaction>().Clean(fault.Message)}");
        }
    }

    private static async Task LookAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        Refuse(await services.GetRequiredService<StoreSchema>().CheckAsync(cancellationToken));
        Refuse(await services.GetRequiredService<AccountBinding>().WhyNotAsync(AccountOf(services), ModeOf(services), cancellationToken));
        if (await services.GetRequiredService<LimitsBook>().FaultsAsync(cancellationToken) is [_, ..] faults)
        {
            throw new StartRefusedException([.. faults.Select(fault => $"limits, blob {LimitsFile.Container}/{LimitsFile.Name}: {fault}")]);
        }
    }

    private static async Task WriteAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        Refuse(await services.GetRequiredService<StoreSchema>().EnsureAsync(cancellationToken));
        Refuse(await services.GetRequiredService<AccountBinding>().BindAsync(AccountOf(services), ModeOf(services), cancellationToken));
    }

    private static void Refuse(string? reason)
    {
        if (reason is not null)
        {
            throw new StartRefusedException(reason);
        }
    }

    private static string AccountOf(IServiceProvider services) => services.GetRequiredService<IBroker>().Account;

    private static AccountMode ModeOf(IServiceProvider services) => services.GetRequiredService<DeskSettings>().Mode;
}
