namespace Trading.Functions.Http.Door;

/// <summary>What a host says of itself. The defaults trust nothing.</summary>
public sealed record DoorOptions
{
    /// <summary>Whether a request from loopback comes from a person on this machine, who may read without a token.</summary>
    public bool LoopbackIsPerson { get; init; }

    /// <summary>Whether the platform authenticates before us and passes on who it was: the setting WEBSITE_AUTH_ENABLED is True. The header is ignored otherwise: anybody can send it.</summary>
    public bool PlatformAuthenticates { get; init; }
}
