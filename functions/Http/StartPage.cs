using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Trading.Functions.Http;

/// <summary>A plain page that says where to look.</summary>
public static class StartPage
{
    private const string Html = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>TradingFunctions</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color: #1b1f24; background: #fff; }
        h1 { font-size: 1.4rem; } li { margin: .3rem 0; } code { background: #f0f2f5; padding: .1rem .3rem; border-radius: .2rem; }
        @media (prefers-color-scheme: dark) { body { color: #e6e8eb; background: #14171a; } code { background: #262b31; } a { color: #8ab4f8; } }
        </style>
        </head>
        <body>
        <h1>TradingFunctions</h1>
        <p>This desk is running. What it knows, as JSON:</p>
        <ul>
        <li><a href="health">health</a>: the named checks and their reasons; <a href="ready">ready</a></li>
        <li><a href="api/system/status">system/status</a>: kill switch, gates, the loop, the watchlist</li>
        <li><a href="api/watchlist">watchlist</a>: today's candidates and the freshness gate</li>
        <li><a href="api/positions">positions</a>, <a href="api/orders">orders</a>, <a href="api/orders/pending">pending orders</a></li>
        <li><a href="api/trades">trades</a>: executions of a day, <code>?date=yyyy-MM-dd</code></li>
        <li><a href="api/pnl">pnl</a>: the books of a closed day, <code>?date=yyyy-MM-dd</code></li>
        </ul>
        </body>
        </html>
        """;

    /// <summary>The page.</summary>
    [Function("StartPage")]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "")] HttpRequest request) => Results.Content(Html, "text/html; charset=utf-8");
}
