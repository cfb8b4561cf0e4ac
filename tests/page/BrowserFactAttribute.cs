namespace Trading.PageTests;

/// <summary>A test that needs a browser: skipped, and saying so, where none is found.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    private static readonly string[] Known =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe"];

    public BrowserFactAttribute()
    {
        if (Path is null)
        {
            Skip = "no Chromium was found: install it (Debian: apt-get install chromium) or name it in CHROMIUM";
        }
    }

    /// <summary>The browser, or null.</summary>
    public static string? Path { get; } = Known.Prepend(Environment.GetEnvironmentVariable("CHROMIUM") ?? string.Empty).FirstOrDefault(File.Exists);
}
