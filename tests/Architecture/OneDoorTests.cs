using System.Reflection;
using Trading.Brokers;

namespace Trading.Tests.Architecture;

/// <summary>
/// Only one type calls the broker's submit, replace and cancel: every check runs there, at the last step before the call.
/// A broker that stands before another one is behind the door already.
/// </summary>
public sealed class OneDoorTests
{
    private const string Door = "Trading.Orders.OrderGateway";
    private static readonly string[] Orders = [nameof(IBroker.SubmitAsync), nameof(IBroker.ReplaceAsync), nameof(IBroker.CancelAsync)];

    [Theory]
    [InlineData("Trading")]
    [InlineData("Trading.Embedded")]
    [InlineData("Trading.Functions")]
    public void Nobody_but_the_gateway_orders_from_the_broker(string assembly) =>
        Assert.DoesNotContain(Callers(Assembly.Load(assembly).GetTypes()), static caller => caller != Door && !caller.StartsWith($"{Door}+", StringComparison.Ordinal));

    /// <summary>The simulated broker's own counter is open to what puts it on a socket, and to nobody else.</summary>
    [Fact]
    public void Only_the_simulator_stands_at_the_brokers_counter() => Assert.All(
        from assembly in new[] { Assembly.Load("Trading.Embedded"), Assembly.Load("Trading.Functions") }
        from method in IlReader.MethodsOf(assembly)
        from instruction in IlReader.Read(method)
        where instruction.Operand is MethodInfo { Name: "AtDeskAsync" }
        select method.DeclaringType!.FullName!,
        static caller => Assert.StartsWith("Trading.Embedded.Simulator.", caller, StringComparison.Ordinal));

    [Fact]
    public void A_second_door_would_be_seen() => Assert.Contains(typeof(SecondDoor).FullName!, string.Join(' ', Callers([typeof(SecondDoor), .. typeof(SecondDoor).GetNestedTypes(BindingFlags.NonPublic)])), StringComparison.Ordinal);

    private static IEnumerable<string> Callers(IEnumerable<Type> types)
    {
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        return (from type in types
                where !IsBroker(type)
                from method in type.GetMethods(Any).Concat<MethodBase>(type.GetConstructors(Any))
                from instruction in IlReader.Read(method)
                where instruction.Operand is MethodInfo called && typeof(IBroker).IsAssignableFrom(called.DeclaringType) && Orders.Contains(called.Name)
                select type.FullName!).Distinct();
    }

    private static bool IsBroker(Type type) => typeof(IBroker).IsAssignableFrom(type) || (type.DeclaringType is { } outer && IsBroker(outer));

    private sealed class SecondDoor(IBroker broker)
    {
        public async Task CancelAsync() => await broker.CancelAsync("1", CancellationToken.None);
    }
}
