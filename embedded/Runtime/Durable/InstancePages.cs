using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Trading.Embedded.Runtime.Durable;

/// <summary>An instance as its clients see it.</summary>
internal static class Metadata
{
    public static OrchestrationMetadata Of(OrchestrationInstance instance, bool withPayloads) => new(instance.Record.Name, instance.Id)
    {
        RuntimeStatus = instance.Status,
        CreatedAt = new DateTimeOffset(instance.Record.CreatedAt, TimeSpan.Zero),
        LastUpdatedAt = new DateTimeOffset(instance.UpdatedAt, TimeSpan.Zero),
        FailureDetails = instance.Record.Failure?.ToDetails(),
        DataConverter = withPayloads ? PayloadConverter.Instance : null,
        SerializedInput = withPayloads ? instance.Record.Input : null,
        SerializedOutput = withPayloads ? instance.Record.Output : null,
        SerializedCustomStatus = withPayloads ? instance.CustomStatus : null,
    };
}

/// <summary>The instances that a query asks for, in order of their ids. The token of a page is the last id of the one before.</summary>
internal sealed class InstancePages(OrchestrationEngine engine, OrchestrationQuery query) : AsyncPageable<OrchestrationMetadata>
{
    public override async IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = default, int? pageSizeHint = default)
    {
        var after = continuationToken ?? query.ContinuationToken;
        var size = pageSizeHint ?? query.PageSize;
        do
        {
            var found = await MatchesAsync(after, size + 1).ConfigureAwait(false);
            var page = found.Take(size).ToArray();
            after = found.Length > size ? page[^1].InstanceId : null;
            yield return new Page<OrchestrationMetadata>(page, after);
        }
        while (after is not null);
    }

    private Task<OrchestrationMetadata[]> MatchesAsync(string? after, int count) => engine.AloneAsync(
        async book => (await book.AllAsync(CancellationToken.None).ConfigureAwait(false))
            .Where(instance => after is null || string.CompareOrdinal(instance.Id, after) > 0)
            .Where(Matches)
            .Take(count)
            .Select(instance => Metadata.Of(instance, query.FetchInputsAndOutputs))
            .ToArray(),
        CancellationToken.None);

    private bool Matches(OrchestrationInstance instance) =>
        instance.Id.StartsWith(query.InstanceIdPrefix ?? string.Empty, StringComparison.Ordinal)
        && (query.Statuses is null || query.Statuses.Contains(instance.Status))
        && (query.CreatedFrom is null || instance.Record.CreatedAt >= query.CreatedFrom.Value.UtcDateTime)
        && (query.CreatedTo is null || instance.Record.CreatedAt <= query.CreatedTo.Value.UtcDateTime);
}
