using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Trading.Tests.Support;

namespace Trading.Tests.Architecture;

/// <summary>
/// The embedded host's own copies of the worker's types have the shapes of the official ones, so that functions which compile here compile there. The official shapes stand in
/// worker-signatures.txt, read off the packages' assemblies: Worker 2.52.0, Extensions.Timer 4.3.1, Extensions.Http 3.3.0, DurableTask 1.25.0 and its worker extension.
/// </summary>
public sealed class ModelSignatureTests
{
    private static readonly Assembly Model = typeof(FunctionAttribute).Assembly;
    private static readonly HashSet<string> Official = [.. File.ReadLines(Path.Combine(SharedData.RepositoryRoot, "tests", "Architecture", "worker-signatures.txt"))];

    [Fact]
    public void Every_member_of_the_model_is_one_of_the_packages() =>
        Assert.DoesNotContain(Model.GetExportedTypes().SelectMany(SignatureText.Of), line => !Official.Contains(line));

    /// <summary>A list that has grown stale would let a type in that the packages no longer have.</summary>
    [Fact]
    public void The_list_holds_no_type_that_the_model_lacks()
    {
        var known = Model.GetExportedTypes().SelectMany(SignatureText.Of).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(Official, line => !known.Contains(line));
    }

    [Theory]
    [InlineData(typeof(Other), "Trading.Tests.Architecture.Other: System.Void Say(System.String words, System.Int32 times = 2)")]
    [InlineData(typeof(Other), "Trading.Tests.Architecture.Other is sealed class")]
    [InlineData(typeof(Other), "Trading.Tests.Architecture.Other: System.Int32 Kept { get; init; }")]
    public void A_line_says_what_callers_see(Type type, string line) => Assert.Contains(line, SignatureText.Of(type));
}

/// <summary>A type whose shape the test knows.</summary>
internal sealed class Other
{
    public int Kept { get; init; }

    public void Say(string words, int times = 2) => _ = (words, times, Kept);
}
