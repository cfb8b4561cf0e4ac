using System.CommandLine;
using System.Net;
using Trading.Embedded.Rehearsal;
using Trading.Embedded.Storage;

namespace Trading.Embedded.Verbs;

/// <summary>No verb: the last session that has ended, rehearsed on a fresh state, then served.</summary>
internal static class DefaultVerb
{
    private const int Seed = 1;

    public static void AddTo(RootCommand root, FunctionApp app) => root.SetAction(async (_, cancellationToken) =>
    {
        var state = Fresh(Folders.Standard("first-look"));
        var request = new RehearsalRequest(
            RehearseVerb.LastEnded(app.WallClock),
            Days: 1,
            new DeskTerms(MarketFactory.Synthetic, Seed, RehearseVerb.StandardCash),
            state,
            Speed: null,
            DryRun: false,
            new HashSet<string>(StringComparer.Ordinal),
            Kills: []);
        var held = await RehearseVerb.RunAsync(app, request, new ConsoleView(), cancellationToken).ConfigureAwait(false);
        await DeskServer.RunAsync(app, new ServeRequest(state, Bars: null, IPAddress.Loopback, ServeVerb.StandardPort), cancellationToken).ConfigureAwait(false);
        return held;
    });

    /// <summary>This one folder is made anew each time; every other state folder is the user's own.</summary>
    private static string Fresh(string folder)
    {
        if (Directory.Exists(folder))
        {
            using (StateFolderLock.Take(folder))
            {
                foreach (var part in new[] { "tables", "blobs" })
                {
                    var path = Path.Combine(folder, part);
                    if (Directory.Exists(path))
                    {
                        Directory.Delete(path, recursive: true);
                    }
                }
            }
        }

        return folder;
    }
}
