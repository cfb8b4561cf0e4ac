using System.Text.Json;
using Trading.Embedded.Rehearsal;
using Trading.Storage;

namespace Trading.Embedded.Verbs;

/// <summary>Exactly one JSON object on standard output, when all is done.</summary>
internal sealed class JsonView : IRehearsalView
{
    // Null is said out loud: a day without a session has "scan": null.
    private static readonly JsonSerializerOptions Options = new(TradingJson.Options)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.Never,
    };

    public async Task<RehearsalReport> ShowAsync(Func<IRehearsalProgress, Task<RehearsalReport>> run)
    {
        var report = await run(new QuietProgress()).ConfigureAwait(false);
        Console.Out.WriteLine(JsonSerializer.Serialize(report, Options));
        return report;
    }
}
