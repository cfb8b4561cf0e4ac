using Trading.Tests.Support;

namespace Trading.Tests.Adapters.Storage;

/// <summary>The tests need the storage emulator: one that runs, or one that can be started.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAzuriteAttribute : NeedsAttribute
{
    public override string? Missing => Azurite.CanBeReached ? null : "no storage emulator on ports 10000 and 10002, and no azurite on the PATH: npm install -g azurite";
}
