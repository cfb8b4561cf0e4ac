using Trading.Orders;

namespace Trading.Operations.Inquiry.Lists;

/// <summary>A status as people ask for it: a state of the state machine, <c>pending</c> for all that can still trade, <c>blocked</c> for what was refused at the door.</summary>
public sealed class OrderStatusWord
{
    private readonly OrderState? state;

    private OrderStatusWord(OrderState? state, bool isBlocked) => (this.state, IsBlocked) = (state, isBlocked);

    /// <summary>Whether refusals are asked for.</summary>
    public bool IsBlocked { get; }

    /// <summary>The words, for a refusal.</summary>
    public static string Words { get; } = $"pending, blocked, {string.Join(", ", Enum.GetNames<OrderState>())}";

    /// <summary>Reads a word, whatever its case, '_' and '-' left out; null when it is none.</summary>
    public static OrderStatusWord? TryParse(string text) => text.ToUpperInvariant().Replace("_", null, StringComparison.Ordinal).Replace("-", null, StringComparison.Ordinal) switch
    {
        "PENDING" or "OPEN" or "WORKING" => new OrderStatusWord(null, isBlocked: false),
        "BLOCKED" => new OrderStatusWord(null, isBlocked: true),
        "CANCELLED" => new OrderStatusWord(OrderState.Canceled, isBlocked: false),
        var word => Array.Find(Enum.GetValues<OrderState>(), state => string.Equals(state.ToString(), word, StringComparison.OrdinalIgnoreCase)) is var found && found != default
            ? new OrderStatusWord(found, isBlocked: false)
            : null,
    };

    /// <summary>Whether an order has it.</summary>
    public bool Fits(Order order) => state is { } wanted ? order.State == wanted : !IsBlocked && order.IsOpen;
}
