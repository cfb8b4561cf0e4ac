namespace Trading.Brokers;

/// <summary>The broker could not be asked, or refused the call for a reason that is not about the order.</summary>
public class BrokerException : Exception
{
    /// <summary>Says which call failed and why.</summary>
    public BrokerException(string message)
        : base(message)
    {
    }

    /// <summary>Says which call failed and why, and keeps the cause.</summary>
    public BrokerException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>An unnamed failure.</summary>
    public BrokerException()
    {
    }
}

/// <summary>A call that may or may not have taken effect: a timeout, a 5xx, a broken connection.</summary>
public sealed class BrokerUnclearException : BrokerException
{
    /// <summary>Says which call was unclear and why.</summary>
    public BrokerUnclearException(string message)
        : base(message)
    {
    }

    /// <summary>Says which call was unclear and why, and keeps the cause.</summary>
    public BrokerUnclearException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>An unnamed unclear answer.</summary>
    public BrokerUnclearException()
    {
    }
}
