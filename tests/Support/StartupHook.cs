#pragma warning disable CA1050, MA0047 // The runtime looks for this name without a namespace.

/// <summary>Runs in a process that was told of it by DOTNET_STARTUP_HOOKS, before its Main: at the end it writes down which assemblies were loaded.</summary>
internal static class StartupHook
{
    /// <summary>The setting that names the file.</summary>
    public const string Target = "TEST_LOADED_ASSEMBLIES";

    public static void Initialize() => AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
    {
        if (Environment.GetEnvironmentVariable(Target) is { } file)
        {
            File.WriteAllLines(file, AppDomain.CurrentDomain.GetAssemblies().Select(static assembly => assembly.GetName().Name ?? string.Empty));
        }
    };
}
