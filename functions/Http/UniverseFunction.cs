using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Trading.Functions.Work;
using Trading.Market.Archive;
using Trading.Market.Universe;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>What is scanned: the archive of bars that counts, and the symbols that are left out of it for a while.</summary>
public sealed class UniverseFunction(NightJob night, ArchiveStore archives, SetAside aside, TimeProvider clock)
{
    /// <summary>The archive of bars, how old it should be, and who is set aside until when and why.</summary>
    [Answers(typeof(UniverseAnswer))]
    [Function("Universe")]
    public async Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/universe")] HttpRequest request, CancellationToken cancellationToken)
    {
        var expected = ArchiveAge.Expected(ExchangeCalendar.Nyse, clock.Now());
        if (night.Work is null)
        {
            return Answer.Json(new UniverseAnswer(NightJob.NothingToDo, null, null, null, expected, 0, []));
        }

        var left = await aside.ListAsync(cancellationToken);
        var archive = (await archives.CurrentAsync(cancellationToken))?.Found;
        return Answer.Json(new UniverseAnswer(Reason(archive, expected), archive?.Newest, archive?.Symbols, archive?.Bars, expected, left.Count, left));
    }

    private static string Reason(ArchivePointer? archive, LocalDate expected) =>
        archive is null ? "there is no archive of bars yet: run NightlyResearch"
        : archive.Newest < expected ? $"the archive ends {archive.Newest:uuuu-MM-dd}: run NightlyResearch"
        : "up to date";
}

/// <summary>What is scanned.</summary>
/// <param name="Reason">Whether it is as it should be, one line.</param>
/// <param name="Newest">The newest session of the archive; null when there is none.</param>
/// <param name="Symbols">How many symbols it holds, benchmarks among them.</param>
/// <param name="Bars">How many daily bars.</param>
/// <param name="Expected">The newest session that it should hold by now.</param>
/// <param name="Count">How many symbols are set aside.</param>
/// <param name="Aside">They, with the reason and the date from which they are tried again.</param>
internal sealed record UniverseAnswer(string Reason, LocalDate? Newest, int? Symbols, long? Bars, LocalDate Expected, int Count, IReadOnlyList<AsideSymbol> Aside);
