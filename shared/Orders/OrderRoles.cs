namespace Trading.Orders;

/// <summary>What a working order is there for, as people sort them. Pure.</summary>
public static class OrderRoles
{
    /// <summary>Whether it rests to protect what is held: a stop, or one of a bracket's legs, which hold each other.</summary>
    public static bool IsProtective(Order order) => order.Leg is not null || order.Purpose == OrderPurpose.ProtectiveStop;

    /// <summary>Whether it is an order of ours that works, or may work, and will change what is held: an entry, or a sale that is to happen now.</summary>
    public static bool IsPending(Order order) => order is { IsOpen: true, IsExternal: false } && !IsProtective(order);

    /// <summary><c>external</c>, <c>entry</c>, <c>exit</c> or <c>protective</c>.</summary>
    public static string Word(Order order) =>
        order.IsExternal ? "external" : IsProtective(order) ? "protective" : order.Purpose == OrderPurpose.Entry ? "entry" : "exit";
}
