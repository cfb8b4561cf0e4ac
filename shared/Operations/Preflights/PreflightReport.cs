namespace Trading.Operations.Preflights;

/// <summary>The verdict of one line of the checklist, or of all.</summary>
public enum PreflightVerdict
{
    /// <summary>As it should be.</summary>
    Pass = 0,

    /// <summary>Trading fails closed; a person should look.</summary>
    Fail = 1,

    /// <summary>Trading goes on; worth knowing.</summary>
    Warn = 2,
}

/// <summary>One line of the checklist.</summary>
/// <param name="Name">The check.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Message">What was found.</param>
public sealed record PreflightLine(string Name, PreflightVerdict Verdict, string Message)
{
    /// <summary>The line as people read it: <c>PASS store: writes and reads</c>.</summary>
    public override string ToString() => $"{Verdict.ToString().ToUpperInvariant()} {Name}: {Message}";
}

/// <summary>The checklist, filled in.</summary>
/// <param name="Lines">In order.</param>
public sealed record PreflightReport(IReadOnlyList<PreflightLine> Lines)
{
    /// <summary>FAIL if any line failed, else WARN if any warned.</summary>
    public PreflightVerdict Result =>
        Lines.Any(line => line.Verdict == PreflightVerdict.Fail) ? PreflightVerdict.Fail
        : Lines.Any(line => line.Verdict == PreflightVerdict.Warn) ? PreflightVerdict.Warn
        : PreflightVerdict.Pass;

    /// <summary>0 for PASS, 1 for FAIL, 2 for WARN (1 when strict).</summary>
    public int ExitCode(bool strict = false) => Result == PreflightVerdict.Warn && strict ? 1 : (int)Result;

    /// <summary>The lines grouped PASS, WARN, FAIL, and the result last.</summary>
    public override string ToString() => Text(strict: false);

    /// <summary>As <see cref="ToString"/>, with the exit code of a strict check.</summary>
    public string Text(bool strict)
    {
        PreflightVerdict[] order = [PreflightVerdict.Pass, PreflightVerdict.Warn, PreflightVerdict.Fail];
        var lines = order.SelectMany(verdict => Lines.Where(line => line.Verdict == verdict)).Select(line => line.ToString());
        return string.Join('\n', lines.Append($"RESULT={Result.ToString().ToUpperInvariant()} EXIT_CODE={ExitCode(strict)}"));
    }
}
