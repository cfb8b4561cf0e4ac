using System.CommandLine;
using System.Net;
using Trading.Embedded.Rehearsal;

namespace Trading.Embedded.Verbs;

/// <summary><c>serve</c>: the functions in real time, and their routes over HTTP.</summary>
internal static class ServeVerb
{
    /// <summary>The port that the cloud's own tools use on a laptop.</summary>
    public const int StandardPort = 7071;

    public static Command Create(FunctionApp app)
    {
        var port = CommandLine.WholeNumber("--port", "The port.", StandardPort, least: 0, most: 65535);
        var bind = new Option<string>("--bind") { Description = "The address to listen on; loopback alone as long as there are no operators.", HelpName = "ADDRESS", DefaultValueFactory = _ => "127.0.0.1" };
        var place = new PlaceOptions("desk");
        var bars = CommandLine.Folder("--bars", "A folder of CSV bars; standard: a synthetic market.");
        var broker = CommandLine.Word(
            "--broker", "Who takes the orders; alpaca: the account and the market data that the settings name.", string.Empty, [DeskTerms.Simulated, DeskTerms.Alpaca]);
        var verb = new Command("serve", "Runs the functions in real time and serves their routes; starts in dry run.") { port, bind, place.State, place.Store, bars, broker };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new ServeRequest(place.FolderOf(parsed), Folders.Full(parsed.GetValue(bars)), Address(parsed.GetValue(bind)!), parsed.GetValue(port))
            {
                Broker = parsed.GetValue(broker) is { Length: > 0 } named ? named : null,
            };
            await DeskServer.RunAsync(app, request, cancellationToken).ConfigureAwait(false);
            return 0;
        });
        return verb;
    }

    /// <exception cref="RefusedException">The text is not an address.</exception>
    public static IPAddress Address(string text) =>
        text == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(text, out var parsed) ? parsed : throw new RefusedException($"--bind '{text}': wants an address such as 127.0.0.1");
}
