namespace Trading.Functions.AzureHost;

/// <summary>The desk may not start; nothing was written.</summary>
/// <param name="reasons">What is wrong and what to do, a line each.</param>
internal sealed class StartRefusedException(IReadOnlyList<string> reasons) : Exception(string.Join("; ", reasons))
{
    public StartRefusedException(string reason)
        : this([reason])
    {
    }

    public IReadOnlyList<string> Reasons { get; } = reasons;
}
