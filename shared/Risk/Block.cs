namespace Trading.Risk;

/// <summary>Why an order was refused at the door.</summary>
/// <param name="Code">The refusal's code, such as <c>cooldown</c>.</param>
/// <param name="Sentence">The code and the numbers: <c>cooldown: AIG traded 12s ago, wait 888s more</c>.</param>
public readonly record struct Block(string Code, string Sentence);
