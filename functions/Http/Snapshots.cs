using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Trading.Functions.Http;

/// <summary>
/// Answers that many ask for again and again, read and written as JSON once for all who ask within a moment. A change through HTTP ends that moment at once, so whoever changed
/// something sees it in the next answer.
/// </summary>
public sealed class Snapshots(TimeProvider clock)
{
    /// <summary>How old an answer may be that costs only the store.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

    /// <summary>How old an answer may be that costs calls to the broker, of which there are only so many a minute.</summary>
    public static readonly TimeSpan BrokerMoment = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Snapshot> kept = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private long changes;

    /// <summary>Ends the life of every answer: something was changed.</summary>
    public void Forget() => Interlocked.Increment(ref changes);

    /// <summary>The answer of a moment.</summary>
    /// <param name="name">The route.</param>
    /// <param name="life">How old it may be.</param>
    /// <param name="read">Reads it afresh; what it throws is told to all who wait for it.</param>
    /// <param name="cancellationToken">Ends the wait of the one who asks, not the reading.</param>
    internal async Task<IResult> AnswerAsync<T>(string name, TimeSpan life, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        await AnswerAsync(name, life, read, static _ => StatusCodes.Status200OK, cancellationToken);

    /// <summary>As the other one, with a status that depends on the answer.</summary>
    internal async Task<IResult> AnswerAsync<T>(string name, TimeSpan life, Func<CancellationToken, Task<T>> read, Func<T, int> statusOf, CancellationToken cancellationToken) =>
        await Current(name, life, () => WriteAsync(read, statusOf)).WaitAsync(cancellationToken);

    private static async Task<IResult> WriteAsync<T>(Func<CancellationToken, Task<T>> read, Func<T, int> statusOf)
    {
        var value = await read(CancellationToken.None);
        return new WrittenAnswer(JsonSerializer.SerializeToUtf8Bytes(value, ApiJson.Of<T>()), statusOf(value));
    }

    private Task<IResult> Current(string name, TimeSpan life, Func<Task<IResult>> write)
    {
        if (kept.TryGetValue(name, out var known) && IsFresh(known, life))
        {
            return known.Answer.Value;
        }

        lock (gate)
        {
            if (!kept.TryGetValue(name, out known) || !IsFresh(known, life))
            {
                kept[name] = known = new Snapshot(Interlocked.Read(ref changes), clock.GetTimestamp(), new Lazy<Task<IResult>>(write));
            }
        }

        return known.Answer.Value;
    }

    private bool IsFresh(Snapshot known, TimeSpan life) => known.Changes == Interlocked.Read(ref changes) && clock.GetElapsedTime(known.At) < life;

    private sealed record Snapshot(long Changes, long At, Lazy<Task<IResult>> Answer);

    private sealed class WrittenAnswer(byte[] json, int status) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => status;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            (response.StatusCode, response.ContentType, response.ContentLength) = (status, "application/json; charset=utf-8", json.Length);
            return response.Body.WriteAsync(json, httpContext.RequestAborted).AsTask();
        }
    }
}
