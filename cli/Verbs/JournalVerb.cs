using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Trading.Cli.Desk;
using Trading.Cli.Views;

namespace Trading.Cli.Verbs;

/// <summary>The journal: a day, a kind, a chain; as it grows; verified.</summary>
internal static class JournalVerb
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static Command Create(Func<ParseResult, Call> callOf)
    {
        var date = Parameters.Text("--date", "A New York date; standard: today.", "yyyy-MM-dd");
        var kind = Parameters.Text("--kind", "Only one kind, such as order-blocked.", "KIND");
        var correlation = Parameters.Text("--correlation", "Only one chain.", "ID");
        var follow = Parameters.Flag("--follow", "Go on with what is written, until Ctrl+C.");
        var verify = Parameters.Flag("--verify", "Walk the hash chain instead; ends with 1 when it is broken.");
        var verb = new Command("journal", "Everything that happened, oldest first.") { date, kind, correlation, follow, verify };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var call = callOf(parsed);
            if (parsed.GetValue(verify))
            {
                return (int)await VerifyAsync(call, cancellationToken).ConfigureAwait(false);
            }

            var route = parsed.Query("api/journal", ("date", date), ("kind", kind), ("correlation", correlation));
            return (int)await ShowAsync(call, route, parsed.GetValue(follow), cancellationToken).ConfigureAwait(false);
        });
        return verb;
    }

    private static async Task<ExitCode> VerifyAsync(Call call, CancellationToken cancellationToken)
    {
        var answer = await call.Desk.GetAsync("api/journal/verify", cancellationToken).ConfigureAwait(false);
        if (!answer.IsGood)
        {
            throw DeskClient.Refused(answer);
        }

        if (call.Json)
        {
            call.Terminal.Output.WriteLine(answer.Body.GetRawText());
        }
        else
        {
            JsonScreen.Print(call.Terminal.Screen, answer.Body);
        }

        return answer.Is("ok") ? ExitCode.Fine : ExitCode.Failed;
    }

    private static async Task<ExitCode> ShowAsync(Call call, string route, bool follow, CancellationToken cancellationToken)
    {
        for (string? after = null; ;)
        {
            var page = after is null ? route : $"{route}{(route.Contains('?', StringComparison.Ordinal) ? '&' : '?')}after={Uri.EscapeDataString(after)}";
            var answer = await call.Desk.GetAsync(page, cancellationToken).ConfigureAwait(false);
            if (!answer.IsGood)
            {
                throw DeskClient.Refused(answer);
            }

            foreach (var happened in answer.List("events"))
            {
                call.Terminal.Output.WriteLine(call.Json ? happened.GetRawText() : Line(happened));
                after = Number(happened) ?? after;
            }

            if (answer.Text("next") is { } next)
            {
                after = next;
            }
            else if (!follow)
            {
                return ExitCode.Fine;
            }
            else
            {
                await Task.Delay(Pause, call.Clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static string? Number(JsonElement happened) =>
        happened.TryGetProperty("number", out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt64().ToString(CultureInfo.InvariantCulture) : null;

    private static string Line(JsonElement happened)
    {
        string Of(string member) => happened.TryGetProperty(member, out var value) ? Cell.Of(value) : string.Empty;
        return $"{Of("number"),7} {Of("at"),-30} {Of("kind"),-22} {Of("correlation"),-34} {(happened.TryGetProperty("data", out var data) ? data.GetRawText() : string.Empty)}";
    }
}
