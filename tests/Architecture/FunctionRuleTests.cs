using System.Reflection;
using Trading.Tests.Architecture.Samples;

namespace Trading.Tests.Architecture;

/// <summary>Each rule holds for the application, holds for functions that keep it, and names those that break it.</summary>
public sealed class FunctionRuleTests
{
    private static readonly Assembly Host = typeof(Trading.Embedded.Market.IBarSource).Assembly;
    private static readonly FunctionSet Good = new([typeof(GoodFunctions)]);
    private static readonly FunctionSet Bad = new([typeof(BadFunctions)]);

    [Fact]
    public void Names_are_unique_whatever_their_case()
    {
        Assert.Empty(FunctionRules.UniqueNames(FunctionSet.Application));
        Assert.Empty(FunctionRules.UniqueNames(Good));
        Assert.Equal(["TWICE: 2 functions have this name"], FunctionRules.UniqueNames(Bad));
    }

    [Fact]
    public void Each_function_has_one_trigger()
    {
        Assert.Empty(FunctionRules.OneTrigger(FunctionSet.Application));
        Assert.Empty(FunctionRules.OneTrigger(Good));
        Assert.Equal(["NoTrigger: needs exactly one trigger"], FunctionRules.OneTrigger(Bad));
    }

    [Fact]
    public void Routes_are_spelled_out_and_leave_the_platforms_alone()
    {
        Assert.Empty(FunctionRules.Routes(FunctionSet.Application));
        Assert.Empty(FunctionRules.Routes(Good));
        Assert.Equal(
            ["Admin: Admin/host belongs to the platform", "Keyed: asks for a key of the platform", "NoRoute: spells no route", "Runtime: runtime/webhooks belongs to the platform"],
            FunctionRules.Routes(Bad));
    }

    [Fact]
    public void Timers_have_the_schedule_of_their_job()
    {
        Assert.Empty(FunctionRules.Timers(FunctionSet.Application));
        Assert.Empty(FunctionRules.Timers(Good));
        Assert.Equal(2, FunctionRules.Timers(Bad).Count());
    }

    [Fact]
    public void Functions_name_nothing_of_the_embedded_host()
    {
        Assert.Empty(FunctionRules.NoHost(FunctionSet.Application, Host));
        Assert.Empty(FunctionRules.NoHost(Good, Host));
        Assert.StartsWith("Embedded: names Trading.Embedded.Market.IBarSource", Assert.Single(FunctionRules.NoHost(Bad, Host)), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_given_to_the_durable_runtime_belong_to_functions()
    {
        var application = Assembly.Load("Trading.Functions").GetTypes().Where(static type => !type.IsNested);
        Assert.Empty(TaskNameRules.Resolve(FunctionSet.Application, application));
        Assert.Empty(TaskNameRules.Resolve(Good, [typeof(GoodFunctions)]));
        Assert.Equal(
            ["BadFunctions.Computed: CallActivityAsync of a name that is not a literal, which is no function of that kind",
                "BadFunctions.Unknown: CallActivityAsync of NotThere, which is no function of that kind"],
            TaskNameRules.Resolve(Bad, [typeof(BadFunctions)]).Order(StringComparer.Ordinal));
    }
}
