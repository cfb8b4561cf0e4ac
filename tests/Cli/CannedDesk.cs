using System.Net;
using System.Text;

namespace Trading.Tests.Cli;

/// <summary>A desk that answers what it was told to, and remembers what it was asked.</summary>
internal sealed class CannedDesk(HttpStatusCode status, string body) : HttpMessageHandler
{
    public List<(string Method, string Path, string Body, string? Token)> Asked { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
        Asked.Add((request.Method.Method, request.RequestUri!.PathAndQuery, sent, request.Headers.Authorization?.ToString()));
        return new HttpResponseMessage(status) { RequestMessage = request, Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }
}
