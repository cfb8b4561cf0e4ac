namespace Microsoft.DurableTask;

/// <summary>Values that come page by page.</summary>
public abstract class AsyncPageable<T> : IAsyncEnumerable<T>
    where T : notnull
{
    /// <summary>The pages.</summary>
    public abstract IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = default, int? pageSizeHint = default);

    /// <summary>The values of all pages.</summary>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in AsPages().WithCancellation(cancellationToken))
        {
            foreach (var value in page.Values)
            {
                yield return value;
            }
        }
    }
}

/// <summary>One page of values.</summary>
/// <param name="values">The values.</param>
/// <param name="continuationToken">Where the next page begins, or null when this is the last.</param>
public sealed class Page<T>(IReadOnlyList<T> values, string? continuationToken = null)
    where T : notnull
{
    /// <summary>The values.</summary>
    public IReadOnlyList<T> Values { get; } = values;

    /// <summary>Where the next page begins, or null when this is the last.</summary>
    public string? ContinuationToken { get; } = continuationToken;
}
