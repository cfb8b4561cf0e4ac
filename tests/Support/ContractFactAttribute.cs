using Xunit.Sdk;

namespace Trading.Tests.Support;

/// <summary>A fact of a contract: skipped in a class whose <see cref="NeedsAttribute"/> misses something.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Trading.Tests.Support.ContractFactDiscoverer", "Trading.Tests")]
public sealed class ContractFactAttribute : FactAttribute;

/// <summary>A theory of a contract: skipped in a class whose <see cref="NeedsAttribute"/> misses something.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Trading.Tests.Support.ContractTheoryDiscoverer", "Trading.Tests")]
public sealed class ContractTheoryAttribute : TheoryAttribute;
