using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Trading.Tests.Shared.Operations.Inquiry;
using Trading.Tests.Support;

namespace Trading.Tests.Architecture;

/// <summary>No secret is in the repository, nor in anything that a rehearsed day printed or wrote.</summary>
[Collection(RehearsedDays.Name)]
public sealed class SecretShapesTests(RehearsedDays days)
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";

    /// <summary>Each shape made of pieces, so that this file holds none of them whole; # is a digit, ^ a capital, * a small letter.</summary>
    private static readonly string[] Planted =
    [
        "AccountName=desk;Account" + "Key=^*#^*#^*#^*#^*#^*#^*#^*#==;x",
        "SharedAccess" + "Key=^*#^*#^*#^*#^*#^*#^*#^*#=",
        "https://desk.blob.core.windows.net/c?sv=2026&" + "sig=^*#^*#^*#^*#^*#^*#^*#^*#%3D",
        "SharedAccess" + "Signature=sv=2026&s=^*#^*#^*#",
        "key P" + "K^#^#^#^#^#^#^#^#^# here",
        "A" + "K^#^#^#^#^#^#^#^#^#",
        "APCA_API_SECRET" + "_KEY=^*#^*#^*#^*#^*#^*#^*#^*#^*#^*#^*#^*#^*#^",
        "\"secret\"" + ": \"^*#^*#^*#^*#^*#^*#^*#^*#^*#^*#^*#^*#^*#^\"",
        "Authorization: " + "Bearer ^*#^*#^*#^*#^*#^*#^*#^*#^*#^*#^*#^*#^*#^*#",
        "Bearer " + "eyJ^*#^*#^*#.^*#",
        "-----BEGIN " + "PRIVATE KEY-----",
        "-----BEGIN RSA " + "PRIVATE KEY-----",
        "Instrumentation" + "Key=########-####-####-####-############;x",
        "Server=db;User=sa;" + "Password=^*#^*#^*#;",
        "TRADING_SMTP_" + "PASSWORD=^*#^*#^*#",
        "client_" + "secret=########-####-####-####-############",
        "client" + "Secret: ***8" + "Q~^*#^*#^*#^*#^*#^*#^*#^*#^*#^*#^*#",
        "xox" + "b-############-^*#^*#^*#",
        "https://hooks.slack.com/" + "services/T^#^#^#^#/B^#^#^#^#/^*#^*#^*#^*#^*#",
        "amqp://desk:" + "^*#^*#^*#@broker",
        "^*#^*#^*#^*#^*#^*#^*#^*#^*#^*#^*#^*#^*#^*#" + "AzFu^*#^*#==",
    ];

    [Fact]
    public void None_is_in_the_repository()
    {
        var files = Tracked();
        Assert.True(files.Count > 500);
        AssertNone(files);
    }

    [Fact]
    public void None_is_in_what_a_rehearsed_day_printed_or_wrote()
    {
        Assert.True(days.Printed.Length > 1000);
        Assert.Empty(SecretShapes.In(days.Printed));
        var written = Directory.EnumerateFiles(days.State, "*", SearchOption.AllDirectories).ToList();
        Assert.Contains(written, static file => file.Contains("journal", StringComparison.Ordinal));
        AssertNone(written);
    }

    /// <summary>They were in the environment of the process.</summary>
    [Fact]
    public void No_value_of_a_secret_setting_is_in_what_a_rehearsed_day_printed_or_wrote()
    {
        var texts = Directory.EnumerateFiles(days.State, "*", SearchOption.AllDirectories).Select(Read).Append(days.Printed).ToList();
        Assert.All(
            PlantedSecrets.Settings.Where(static setting => setting.Value.Contains("planted", StringComparison.OrdinalIgnoreCase)),
            setting => Assert.DoesNotContain(texts, text => text.Contains(setting.Value, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_planted_secret_of_every_shape_is_found_wherever_it_stands()
    {
        var places = from shape in Gen.Elements(Planted)
                     from seed in Gen.Choose(0, int.MaxValue - 1)
                     from before in Gen.Elements(string.Empty, "x = ", "\n\n", "{\"sentence\":\"", "log: could not open ")
                     from after in Gen.Elements(string.Empty, "\n", "\"}", " failed", "; next")
                     select (before, secret: Filled(shape, seed), after);
        Prop.ForAll(places.ToArbitrary(), place => SecretShapes.In(place.before + place.secret + place.after).Any().Label(place.secret)).Check(Config.QuickThrowOnFailure);
    }

    [Theory]
    [InlineData("AccountKey=<your key>; password=${SMTP_PASSWORD}; secret: secret[?'apca']")]
    [InlineData("Authorization: Bearer $TOKEN, Bearer [redacted], Bearer TOKEN")]
    [InlineData("2f1c7a3e-9b1d-4c55-8a7e-411111111111 is a role, 0123456789abcdef0123456789abcdef01234567 a commit")]
    [InlineData("PKABCDEFGHIJKLMNOPQR has no digit; https://hooks.slack.com/services/T1/B1/xyz is too short")]
    [InlineData("UseDevelopmentStorage=true")]
    public void What_is_none_is_left_alone(string text) => Assert.Empty(SecretShapes.In(text));

    private static void AssertNone(IEnumerable<string> files)
    {
        var found = files.SelectMany(static file => SecretShapes.In(Read(file)).Select(found => $"{file}: {found}")).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static string Filled(string shape, int seed)
    {
        var text = new StringBuilder();
        foreach (var letter in shape)
        {
            seed = unchecked((seed * 1_103_515_245) + 12_345) & int.MaxValue;
            text.Append(letter switch
            {
                '#' => Digits[seed / 65_536 % Digits.Length],
                '^' => Letters[seed / 65_536 % Letters.Length],
                '*' => char.ToLowerInvariant(Letters[seed / 65_536 % Letters.Length]),
                _ => letter,
            });
        }

        return text.ToString();
    }

    // What git tracks; where there is no git (a source archive), all files but those that a build makes.
    private static List<string> Tracked()
    {
        var root = SharedData.RepositoryRoot;
        if (!Path.Exists(Path.Combine(root, ".git")))
        {
            return [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(static file => !file.Split('/', '\\').Any(static part => part is "bin" or "obj" or "node_modules"))];
        }

        using var git = Process.Start(new ProcessStartInfo("git", ["-C", root, "ls-files", "-z"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var names = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return [.. names.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(name => Path.Combine(root, name)).Where(File.Exists)];
    }

    private static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
