namespace Trading.Cli;

/// <summary>What cannot be done, one line: what, where and what to do.</summary>
internal sealed class TradeException(string line) : Exception(line);
