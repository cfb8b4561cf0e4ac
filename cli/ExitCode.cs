namespace Trading.Cli;

/// <summary>What the command ends with.</summary>
internal enum ExitCode
{
    /// <summary>Done, and all is well.</summary>
    Fine = 0,

    /// <summary>Refused, unreachable, or what was asked about is not well.</summary>
    Failed = 1,

    /// <summary>Done, with something to look at.</summary>
    Warnings = 2,
}
