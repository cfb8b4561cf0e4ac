namespace Trading.Control.Operators;

/// <summary>What an operator may do. Each role includes those before it.</summary>
public enum Role
{
    /// <summary>Looks at everything, changes nothing.</summary>
    Viewer = 1,

    /// <summary>Stops, pauses, cancels, reduces, runs jobs, and asks for what takes two people.</summary>
    Operator = 2,

    /// <summary>Also approves what another operator asked for.</summary>
    Approver = 3,
}
