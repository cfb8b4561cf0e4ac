namespace Trading.Functions.Loop;

/// <summary>What one step of a shutdown is asked.</summary>
/// <param name="Step">Its number, from 1.</param>
public sealed record ShutdownRequest(int Step);

/// <summary>How far a shutdown has come.</summary>
/// <param name="Done">Whether it has ended, or was taken back.</param>
/// <param name="Phase">The phase's word.</param>
public sealed record ShutdownProgress(bool Done, string Phase);
