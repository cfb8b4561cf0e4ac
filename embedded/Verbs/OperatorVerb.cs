using System.CommandLine;
using System.Text.Json;
using NodaTime.Text;
using Trading.Control.Operators;
using Trading.Embedded.Rehearsal;
using Trading.Storage;

namespace Trading.Embedded.Verbs;

/// <summary><c>operator</c>: who may do what, said on the machine and never by HTTP.</summary>
internal static class OperatorVerb
{
    public static Command Create(FunctionApp app) => new("operator", "Adds, lists and removes those who may change something. A desk that runs keeps its state folder: stop it first.")
    {
        Add(app), List(app), Remove(app),
    };

    private static Command Add(FunctionApp app)
    {
        var (name, device, place, json) = (Name(), Device("The credential's label."), new PlaceOptions("desk"), Json());
        var role = CommandLine.Word("--role", "What they may do; each includes those before it.", string.Empty, ["viewer", "operator", "approver"]);
        var verb = new Command("add", "Adds an operator and prints the token, once.") { name, role, device, place.State, place.Store, json };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var (who, label) = (Checked("NAME", parsed.GetValue(name)!), Checked("--device", parsed.GetValue(device) ?? "main"));
            var asked = parsed.GetValue(role) is { Length: > 0 } word ? Enum.Parse<Role>(word, ignoreCase: true) : throw new RefusedException("--role: say what they may do, viewer, operator or approver");
            var random = app.RandomBytes(OperatorRegister.RandomBytes);
            var desk = await OperatorDesk.OpenAsync(app, place.FolderOf(parsed), cancellationToken).ConfigureAwait(false);
            await using var closing = desk.ConfigureAwait(false);
            if (await desk.Register.AddAsync(who, asked, label, random, cancellationToken).ConfigureAwait(false) is { } refusal)
            {
                throw new RefusedException(refusal);
            }

            var token = OperatorToken.Write(random.AsSpan(0, OperatorToken.Bytes));
            Console.Out.WriteLine(parsed.GetValue(json)
                ? JsonSerializer.Serialize(new { Name = who, Role = asked, Device = label, Token = token }, TradingJson.Options)
                : $"""
                  {token}
                  The token of {who} ({asked}, {label}), shown this once. Use it so: curl -H "Authorization: Bearer {token}" http://localhost:{ServeVerb.StandardPort}/api/system/status
                  """);
            return 0;
        });
        return verb;
    }

    private static Command List(FunctionApp app)
    {
        var (place, json) = (new PlaceOptions("desk"), Json());
        var verb = new Command("list", "Lists the operators and their devices.") { place.State, place.Store, json };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var desk = await OperatorDesk.ExistingAsync(app, place.FolderOf(parsed), cancellationToken).ConfigureAwait(false);
            await using var closing = desk.ConfigureAwait(false);
            var all = await desk.Book.ListAsync(cancellationToken).ConfigureAwait(false);
            Console.Out.WriteLine(
                parsed.GetValue(json) ? JsonSerializer.Serialize(all.Select(static each => new { each.Name, each.Role, each.Device, each.AddedAt }), TradingJson.Options)
                : all.Count == 0 ? "no operator yet: the routes are read-only, on this machine alone"
                : string.Join(Environment.NewLine, all.Select(static each => $"{each.Name}  {each.Role}  {each.Device}  added {InstantPattern.General.Format(each.AddedAt)}")));
            return 0;
        });
        return verb;
    }

    private static Command Remove(FunctionApp app)
    {
        var (name, device, place, json) = (Name(), Device("Only the credential of this device; standard: all of them."), new PlaceOptions("desk"), Json());
        var verb = new Command("remove", "Removes an operator, or one of their credentials; their tokens are worth nothing from then on.") { name, device, place.State, place.Store, json };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var who = Checked("NAME", parsed.GetValue(name)!);
            var desk = await OperatorDesk.ExistingAsync(app, place.FolderOf(parsed), cancellationToken).ConfigureAwait(false);
            await using var closing = desk.ConfigureAwait(false);
            var done = await desk.Register.RemoveAsync(who, parsed.GetValue(device), cancellationToken).ConfigureAwait(false);
            if (done.Removed.Count == 0)
            {
                throw new RefusedException($"there is no operator {who}{(parsed.GetValue(device) is { } label ? $" with a device {label}" : string.Empty)}: operator list shows who there is");
            }

            var devices = done.Removed.Select(static each => each.Device);
            Console.Out.WriteLine(parsed.GetValue(json)
                ? JsonSerializer.Serialize(new { Name = who, Devices = devices, done.Warning }, TradingJson.Options)
                : $"removed {who}: {string.Join(", ", devices)}");
            if (done.Warning is { } warning)
            {
                Console.Error.WriteLine($"WARNING {warning}");
            }

            return 0;
        });
        return verb;
    }

    private static Argument<string> Name() => new("NAME") { Description = $"The person: {OperatorRegister.NameRule}." };

    private static Option<string?> Device(string description) => new("--device") { Description = description, HelpName = "LABEL" };

    private static Option<bool> Json() => CommandLine.Flag("--json", "One JSON value on standard output.");

    private static string Checked(string what, string value) =>
        OperatorRegister.IsName(value) ? value : throw new RefusedException($"{what} '{value}': wants {OperatorRegister.NameRule}");
}
