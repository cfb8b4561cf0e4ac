using System.Globalization;

namespace Trading.Cli.Verbs;

/// <summary>An answer that becomes a file: whole, or not there.</summary>
internal static class Download
{
    public static async Task<ExitCode> ToFileAsync(Call call, string route, string file, CancellationToken cancellationToken)
    {
        if (file == "-")
        {
            await call.Desk.DownloadAsync(route, Console.OpenStandardOutput(), cancellationToken).ConfigureAwait(false);
            return ExitCode.Fine;
        }

        if (File.Exists(file))
        {
            call.Confirm($"{file} is there already. Write over it?");
        }

        var part = file + ".part";
        try
        {
            long bytes;
            var stream = File.Create(part);
            await using (stream.ConfigureAwait(false))
            {
                bytes = await call.Desk.DownloadAsync(route, stream, cancellationToken).ConfigureAwait(false);
            }

            File.Move(part, file, overwrite: true);
            call.Terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {bytes} bytes"));
            return ExitCode.Fine;
        }
        finally
        {
            File.Delete(part);
        }
    }
}
