using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trading.Cli.Desk;

/// <summary>A desk's routes over HTTP. Nothing is sent twice: a change that got no answer is the operator's to look at.</summary>
internal sealed class DeskClient(HttpClient http, Uri desk, string? token)
{
    /// <summary>Where the desk is.</summary>
    public Uri Address => desk;

    /// <summary>Reads a route.</summary>
    /// <exception cref="TradeException">The desk cannot be reached or refuses.</exception>
    public async Task<DeskAnswer> GetAsync(string route, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(desk, route)), HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks for a change.</summary>
    /// <exception cref="TradeException">The desk cannot be reached or refuses.</exception>
    public async Task<DeskAnswer> PostAsync(string route, JsonObject body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(desk, route)) { Content = JsonContent.Create(body) };
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Copies a route's answer, whatever its form.</summary>
    /// <exception cref="TradeException">The desk cannot be reached or refuses.</exception>
    public async Task DownloadAsync(string route, Stream to, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(desk, route)), HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw Refused(await ReadAsync(response, cancellationToken).ConfigureAwait(false));
        }

        await response.Content.CopyToAsync(to, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A refusal as one line.</summary>
    public static TradeException Refused(DeskAnswer answer)
    {
        var code = answer.Text("type");
        var detail = answer.Text("detail") ?? answer.Text("reason") ?? "the desk gave no reason";
        return new TradeException($"{detail} ({answer.Status}{(code is null ? string.Empty : $" {code}")})");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        try
        {
            return await http.SendAsync(request, completion, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException fault)
        {
            throw new TradeException($"{desk} cannot be reached ({fault.Message.ReplaceLineEndings(" ")}): is the desk running? Name it with --url or TRADE_URL");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var isRead = request.Method == HttpMethod.Get;
            throw new TradeException($"{desk} did not answer in {http.Timeout.TotalSeconds:0} s{(isRead ? string.Empty : ": the change may have been made, look before you ask again")}");
        }
    }

    private static async Task<DeskAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var document = JsonDocument.Parse(text.Length == 0 ? "{}" : text);
            return new DeskAnswer((int)response.StatusCode, document.RootElement.Clone());
        }
        catch (JsonException)
        {
            throw new TradeException($"{response.RequestMessage?.RequestUri} answered {(int)response.StatusCode} with something that is not JSON: is this a desk?");
        }
    }
}
