using Trading.Tests.Architecture.Samples;

namespace Trading.Tests.Architecture;

public sealed class OrchestratorRuleTests
{
    private static readonly FunctionSet Good = new([typeof(GoodFunctions)]);
    private static readonly FunctionSet Bad = new([typeof(BadOrchestrators)]);

    [Fact]
    public void An_orchestrator_is_bound_to_its_context_alone()
    {
        Assert.Empty(OrchestratorRules.OneBinding(FunctionSet.Application));
        Assert.Empty(OrchestratorRules.OneBinding(Good));
        Assert.Equal(
            ["Stopped: cancellationToken is bound beside the context", "TwoBindings: client is bound beside the context"], OrchestratorRules.OneBinding(Bad));
    }

    [Fact]
    public void An_orchestrator_reads_no_clock_draws_nothing_and_stays_on_its_thread()
    {
        Assert.Empty(OrchestratorRules.Deterministic(FunctionSet.Application));
        Assert.Empty(OrchestratorRules.Deterministic(Good));
        Assert.Equal(
            ["AsksItsClock: System.TimeProvider.GetUtcNow", "Delays: System.Threading.Tasks.Task.Delay", "Draws: System.Random..ctor", "Draws: System.Random.Next",
                "LeavesTheContext: System.Threading.Tasks.Task`1.ConfigureAwait", "ReadsTheClock: System.DateTime.get_UtcNow", "Threads: System.Threading.Tasks.Task.Run"],
            OrchestratorRules.Deterministic(Bad).Select(static breach => $"{breach.Split(':')[0]}: {breach.Split(' ')[^1]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_orchestrator_waits_for_its_context_alone()
    {
        Assert.Empty(OrchestratorRules.ContextAwaits(FunctionSet.Application));
        Assert.Empty(OrchestratorRules.ContextAwaits(Good));
        Assert.Equal(
            ["Delays: System.Threading.Tasks.Task.Delay", "ReadsTheStore: Trading.Storage.IRecords.GetAsync", "Threads: System.Threading.Tasks.Task.Run"],
            OrchestratorRules.ContextAwaits(Bad).Select(static breach => $"{breach.Split(':')[0]}: {breach.Split(' ')[^1]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_payload_comes_back_as_it_went()
    {
        Assert.Empty(PayloadRules.RoundTrip(PayloadRules.TypesOf(FunctionSet.Application)));
        Assert.Equal([typeof(string), typeof(GoodFunctions.LoopInput)], PayloadRules.TypesOf(Good));
        Assert.Empty(PayloadRules.RoundTrip(PayloadRules.TypesOf(Good)));
    }

    [Theory]
    [InlineData(typeof(BadPayloads.WithNodaTime), "WithNodaTime: WithNodaTime.Date is no payload")]
    [InlineData(typeof(BadPayloads.Deep), "Deep: Deep.Runs[].Date is no payload")]
    [InlineData(typeof(BadPayloads.WithDictionary), "WithDictionary: WithDictionary.Counts is no payload")]
    [InlineData(typeof(BadPayloads.ChangesOnItsWay), "ChangesOnItsWay: {\"Name\":\"text!\"} is not what comes back")]
    public void A_payload_that_loses_something_is_named(Type payload, string breach) => Assert.Equal([breach], PayloadRules.RoundTrip([payload]));
}
