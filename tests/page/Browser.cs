using Microsoft.Playwright;

namespace Trading.PageTests;

/// <summary>A headless browser; each test opens a page of its own.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    public static async Task<Browser> StartAsync()
    {
        var driver = await Playwright.CreateAsync();
        var launched = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = BrowserFactAttribute.Path, Args = ["--no-sandbox", "--disable-gpu"] });
        return new Browser(driver, launched);
    }

    /// <summary>An empty page, to be listened to before it goes anywhere.</summary>
    public Task<IPage> BlankAsync() => browser.NewPageAsync();

    /// <summary>Opens a desk's page and waits until it lives.</summary>
    public async Task<IPage> OpenAsync(Uri address, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = scheme });
        page.SetDefaultTimeout(20_000);
        await page.GotoAsync(address.ToString());
        await page.Locator("#live.good").WaitForAsync();
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
