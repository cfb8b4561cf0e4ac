namespace Trading.Market;

/// <summary>How an archive, or one symbol in it, stands. A greater value is worse.</summary>
public enum ArchiveStatus
{
    /// <summary>Nothing to do.</summary>
    Ok = 0,

    /// <summary>Usable; somebody should look.</summary>
    Warn = 1,

    /// <summary>Not to be traded on.</summary>
    Fail = 2,
}
