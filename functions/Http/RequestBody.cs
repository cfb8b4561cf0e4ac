using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Trading.Functions.Http;

/// <summary>The body of a request, read as JSON whatever the content type says; an empty body is an empty object.</summary>
internal static class RequestBody
{
    /// <summary>Bytes that a body may have.</summary>
    public const int Most = 16 * 1024;

    /// <exception cref="BadHttpRequestException">Too long (413), or not the JSON of a <typeparamref name="T"/> (400).</exception>
    public static async ValueTask<T> ReadAsync<T>(this HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        var buffer = new byte[Most + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > Most)
        {
            throw new BadHttpRequestException($"the body is longer than {Most} bytes", StatusCodes.Status413PayloadTooLarge);
        }

        try
        {
            ReadOnlySpan<byte> content = buffer.AsSpan(0, length).Trim(" \t\r\n"u8);
            return JsonSerializer.Deserialize<T>(content.IsEmpty ? "{}"u8 : content, ApiJson.Of<T>()) ?? throw new JsonException("null");
        }
        catch (JsonException fault)
        {
            throw new BadHttpRequestException($"the body is not the JSON that this route reads: {fault.Message}", StatusCodes.Status400BadRequest, fault);
        }
    }
}
