namespace Trading.Embedded.Storage;

/// <summary>What a write outlives once the call has returned.</summary>
public enum Durability
{
    /// <summary>A killed process: the write is with the operating system. Blob files follow in larger steps.</summary>
    Process = 1,

    /// <summary>A power cut: the write is on the disk. Blob files follow at once.</summary>
    Disk = 2,
}
