using Trading.Storage;

namespace Trading.Embedded.Rehearsal;

/// <summary>Keeps a store outside this machine for one desk: taken at the start, renewed while the desk lives, given back at its end.</summary>
internal sealed class HostLease : IAsyncDisposable
{
    /// <summary>Random bytes that name the holder.</summary>
    public const int HolderBytes = 16;

    private const string Name = "desk-host";
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(15);
    private readonly IBlobs blobs;
    private readonly string holder;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource ended = new();
    private readonly CancellationTokenSource lost = new();
    private readonly Task renewing;

    private HostLease(IBlobs blobs, string holder, TimeProvider clock, long held)
    {
        (this.blobs, this.holder, this.clock) = (blobs, holder, clock);
        renewing = RenewAsync(held);
    }

    /// <summary>Signalled when somebody else may have the store.</summary>
    public CancellationToken Lost => lost.Token;

    /// <exception cref="RefusedException">Another desk has it.</exception>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public static async ValueTask<HostLease> TakeAsync(IBlobs blobs, string holder, TimeProvider clock, CancellationToken cancellationToken)
    {
        var asked = clock.GetTimestamp();
        return await blobs.TryLeaseAsync(Name, holder, Length, cancellationToken).ConfigureAwait(false)
            ? new HostLease(blobs, holder, clock, asked)
            : throw new RefusedException($"{DeskPlace.Cloud.Name}: another desk runs on it, or was killed less than a minute ago: stop it, or try again in a minute");
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync().ConfigureAwait(false);
        await renewing.ConfigureAwait(false);
        try
        {
            await blobs.ReleaseLeaseAsync(Name, holder, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StorageException)
        {
            // It ends by itself.
        }

        ended.Dispose();
        lost.Dispose();
    }

    private async Task RenewAsync(long held)
    {
        using var timer = new PeriodicTimer(Renewal, clock);
        while (await NextAsync(timer).ConfigureAwait(false))
        {
            var asked = clock.GetTimestamp();
            if (await HoldsAsync(held).ConfigureAwait(false) is not { } renewed)
            {
                await lost.CancelAsync().ConfigureAwait(false);
                return;
            }

            held = renewed ? asked : held;
        }
    }

    private async ValueTask<bool> NextAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // True when renewed, false while the last renewal still holds, null when somebody else has it or could. No call is waited for longer than the lease lasts.
    private async ValueTask<bool?> HoldsAsync(long held)
    {
        using var timer = new CancellationTokenSource(Left(held), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, timer.Token);
        try
        {
            return await blobs.TryLeaseAsync(Name, holder, Length, either.Token).ConfigureAwait(false) ? true : null;
        }
        catch (StorageException)
        {
            return Left(held) > TimeSpan.Zero ? false : null;
        }
        catch (OperationCanceledException)
        {
            return ended.IsCancellationRequested ? false : null;
        }
    }

    // How long another try may still begin: what is left of the lease then is over before the one after it.
    private TimeSpan Left(long held) => Length - Renewal - clock.GetElapsedTime(held) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
