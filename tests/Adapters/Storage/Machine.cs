namespace Trading.Tests.Adapters.Storage;

/// <summary>The emulator is another process: waiting for it takes the machine's own time.</summary>
internal static class Machine
{
#pragma warning disable RS0030
    public static TimeProvider Clock => TimeProvider.System;
#pragma warning restore RS0030
}
