namespace Trading.Control;

/// <summary>How far trading is stopped. A higher mode stops more; the switch only moves up.</summary>
public enum KillMode
{
    /// <summary>Trading runs.</summary>
    Off = 0,

    /// <summary>No new risk: cancels and orders that reduce exposure still pass.</summary>
    CloseOnly = 1,

    /// <summary>Only cancels pass; stops that already rest at the broker stay.</summary>
    HaltAll = 2,
}

/// <summary>The words by which the modes are written in the control file, the journal and the API.</summary>
public static class KillWords
{
    /// <summary>The word of a mode: <c>off</c>, <c>close_only</c> or <c>halt_all</c>.</summary>
    public static string Word(this KillMode mode) => mode switch
    {
        KillMode.Off => "off",
        KillMode.CloseOnly => "close_only",
        _ => "halt_all",
    };

    /// <summary>
    /// What a text asks for. Exact words only, white space around them and a byte order mark forgiven: a text that merely holds a word ("HALT_ALL - do not resume") is unknown.
    /// An unknown text is close_only, an empty one halt_all.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="known">False when the text is none of the words and not empty.</param>
    public static KillMode Read(string text, out bool known)
    {
        var word = text.TrimStart('\uFEFF').Trim();
        known = word is "" or "off" or "close_only" or "halt_all";
        return word switch
        {
            "off" => KillMode.Off,
            "" or "halt_all" => KillMode.HaltAll,
            _ => KillMode.CloseOnly,
        };
    }
}
