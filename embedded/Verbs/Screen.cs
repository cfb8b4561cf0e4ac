using Spectre.Console;

namespace Trading.Embedded.Verbs;

/// <summary>Where people read.</summary>
internal static class Screen
{
    private const int PipeWidth = 500;

    /// <summary>Whether somebody watches. A file or a pipe has no width to wrap at and no colours: it is printed to plainly from here on.</summary>
    public static bool IsWatched()
    {
        if (!Console.IsOutputRedirected)
        {
            return true;
        }

        AnsiConsole.Profile.Width = PipeWidth;
        AnsiConsole.Profile.Capabilities.Ansi = false;
        return false;
    }
}
