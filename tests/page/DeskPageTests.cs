using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Trading.PageTests;

/// <summary>The operator's page in a browser, over a desk that has traded a day.</summary>
public sealed class DeskPageTests(ServedDesk desk) : IClassFixture<ServedDesk>
{
    [BrowserFact]
    public async Task It_shows_the_desk_and_asks_nobody_else()
    {
        await using var browser = await Browser.StartAsync();
        var (page, elsewhere, faults) = (await browser.BlankAsync(), new List<string>(), new List<string>());
        page.Request += (_, request) => { if (!request.Url.StartsWith(desk.Address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) { elsewhere.Add(request.Url); } };
        page.Console += (_, message) => { if (message.Type == "error") { faults.Add(message.Text); } };
        page.PageError += (_, error) => faults.Add(error);
        await page.GotoAsync(desk.Address.ToString());
        await page.Locator("#live.good").WaitForAsync();
        await page.Locator("#p-orders tbody tr").First.WaitForAsync();
        await page.Locator("#p-gates li").First.WaitForAsync();
        await page.Locator("#p-risk .bar").First.WaitForAsync();
        await page.Locator("#p-journal li").First.WaitForAsync();
        await page.Locator("#p-timeline .lane").First.WaitForAsync();
        Assert.Contains("dry run", await page.Locator("#mode").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(elsewhere);
        Assert.Empty(faults);
    }

    [BrowserFact]
    public async Task It_fits_a_phone()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(desk.Address, 390, 844);
        await page.Locator("#p-orders tbody tr").First.WaitForAsync();
        Assert.True(await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth") <= 390);
        var stop = await page.Locator("#stop").BoundingBoxAsync();
        Assert.NotNull(stop);
        Assert.True(stop.Width >= 44 && stop.Height >= 32 && stop.X >= 0 && stop.X + stop.Width <= 390, "the stop is within reach of a thumb");
    }

    [BrowserFact]
    public async Task It_is_read_in_the_dark()
    {
        await using var browser = await Browser.StartAsync();
        var (light, dark) = (await browser.OpenAsync(desk.Address), await browser.OpenAsync(desk.Address, scheme: ColorScheme.Dark));
        Assert.True(await ContrastAsync(light) >= 7);
        Assert.True(await ContrastAsync(dark) >= 7);
        Assert.NotEqual(await BackgroundAsync(light), await BackgroundAsync(dark));
    }

    [BrowserFact]
    public async Task It_is_worked_by_keyboard()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(desk.Address);
        var reached = new List<string?>();
        for (var i = 0; i < 3; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string?>("document.activeElement.id || document.activeElement.className"));
        }

        Assert.Equal(["skip", "signin", "stop"], reached);
        await page.Keyboard.PressAsync("Enter");
        Assert.True(await page.Locator("#d-stop").EvaluateAsync<bool>("dialog => dialog.open"));
        await page.Keyboard.PressAsync("Escape");
        Assert.False(await page.Locator("#d-stop").EvaluateAsync<bool>("dialog => dialog.open"));
    }

    [BrowserFact]
    public async Task A_change_without_a_token_is_refused_and_says_so()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(desk.Address);
        await StopAsync(page, "close_only", "nobody is signed in");
        await page.Locator("#line.bad").WaitForAsync();
        Assert.Contains("sign in", await page.Locator("#line").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("kill switch off", await page.Locator("#kill").InnerTextAsync());
    }

    [BrowserFact]
    public async Task One_person_stops_it_and_two_release_it()
    {
        await using var browser = await Browser.StartAsync();
        var (first, second) = (await browser.OpenAsync(desk.Address), await browser.OpenAsync(desk.Address));
        await SignInAsync(first, desk.First);
        await SignInAsync(second, desk.Second);
        await StopAsync(first, "halt_all", "a test of the page");
        await first.Locator("#kill.bad").WaitForAsync();
        Assert.Equal("halt_all", await first.Locator("#kill").InnerTextAsync());
        await first.Locator("#ask [name=reason]").FillAsync("looked at");
        await first.Locator("#ask button").ClickAsync();
        await Assertions.Expect(first.Locator("#approve [name=request_id]")).ToHaveValueAsync(new Regex("^REQ-[0-9]+$", RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = 20_000 });
        var request = await first.Locator("#approve [name=request_id]").InputValueAsync();

        // The same person may not approve; another may.
        await first.Locator("#approve button").ClickAsync();
        await first.Locator("#line.bad").WaitForAsync();
        await second.Locator("#approve [name=request_id]").FillAsync(request);
        await second.Locator("#approve button").ClickAsync();
        await second.Locator("#kill.good").WaitForAsync();
    }

    [BrowserFact]
    public async Task A_cut_stream_goes_on_where_it_stopped()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(desk.Address);
        await page.Locator("#p-journal li").First.WaitForAsync();
        var asked = new List<string>();
        page.Request += (_, request) => { if (request.Url.Contains("api/events", StringComparison.Ordinal)) { asked.Add(request.Url); } };
        await desk.StopAsync();
        await page.Locator("#live.warn").WaitForAsync();
        await desk.RestartAsync();
        await page.Locator("#live.good").WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        Assert.All(asked, url => Assert.Matches("after=[1-9][0-9]*$", url));

        // The restart writes into the journal, and each event is shown once.
        var shown = await page.EvaluateAsync<int[]>("[...document.querySelectorAll('#p-journal li')].map(line => Number(line.dataset.sequence))");
        Assert.NotEmpty(shown);
        Assert.Equal(shown.Length, shown.Distinct().Count());
    }

    [BrowserFact]
    public async Task A_picture_of_it_is_kept()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(desk.Address, 1280, 1400);
        await page.Locator("#p-orders tbody tr").First.WaitForAsync();
        var picture = await page.ScreenshotAsync(new PageScreenshotOptions { Path = Environment.GetEnvironmentVariable("TRADING_PAGE_PICTURE"), FullPage = true });
        Assert.True(picture.Length > 20_000);
    }

    private static async Task SignInAsync(IPage page, string token)
    {
        await page.Locator("#signin").ClickAsync();
        await page.Locator("#token").FillAsync(token);
        await page.Locator("#d-signin button.primary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Signed in" }).WaitForAsync();
    }

    private static async Task StopAsync(IPage page, string mode, string reason)
    {
        await page.Locator("#stop").ClickAsync();
        await page.Locator($"#d-stop input[value={mode}]").CheckAsync();
        await page.Locator("#stop-reason").FillAsync(reason);
        await page.Locator("#stop-go").ClickAsync();
        await page.Locator("#stop-2").WaitForAsync();
        await page.Locator("#stop-go").ClickAsync();
    }

    private static Task<string> BackgroundAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    // WCAG 2.2, contrast ratio of text to its background.
    private static Task<double> ContrastAsync(IPage page) => page.EvaluateAsync<double>(
        """
        () => {
          const light = color => color.match(/[0-9.]+/g).slice(0, 3).map(Number).map(c => c / 255).map(c => c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
          const style = getComputedStyle(document.body);
          const [a, b] = [light(style.color), light(style.backgroundColor)].sort((x, y) => y - x);
          return (a + .05) / (b + .05);
        }
        """);
}
