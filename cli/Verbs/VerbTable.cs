using System.CommandLine;

namespace Trading.Cli.Verbs;

/// <summary>All verbs, in the order of the help.</summary>
internal static class VerbTable
{
    public static IEnumerable<Command> Create(Func<ParseResult, Call> callOf) =>
    [
        .. LookVerbs.Create(callOf),
        .. FigureVerbs.Create(callOf),
        .. ControlVerbs.Create(callOf),
        .. AlertVerbs.Create(callOf),
        .. ComplianceVerbs.Create(callOf),
        .. JobVerbs.Create(callOf),
        .. ConfigVerbs.Create(callOf),
        .. RecordVerbs.Create(callOf),
        .. BackupVerbs.Create(callOf),
    ];
}
