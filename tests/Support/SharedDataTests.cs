namespace Trading.Tests.Support;

public sealed class SharedDataTests
{
    [SharedDataFact]
    public void The_benchmark_bars_are_where_the_tests_look_for_them() => Assert.True(File.Exists(SharedData.Path("benchmarks", "SPY.csv")));

    [Fact]
    public void The_repository_is_found_from_the_test_assembly() => Assert.True(File.Exists(Path.Combine(SharedData.RepositoryRoot, "Directory.Build.props")));
}
