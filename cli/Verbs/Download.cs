using System.Globalization;
using System.Text;

namespace Trading.Cli.Verbs;

/// <summary>An answer that becomes a file: whole, or not there.</summary>
internal static class Download
{
    /// <summary>An answer that is text, into a file or, for <c>-</c>, to standard output.</summary>
    public static async Task<ExitCode> TextAsync(Call call, string route, string file, CancellationToken cancellationToken)
    {
        if (file != "-")
        {
            return await ToFileAsync(call, route, file, cancellationToken).ConfigureAwait(false);
        }

        using var whole = new MemoryStream();
        await call.Desk.DownloadAsync(route, whole, cancellationToken).ConfigureAwait(false);
        await call.Terminal.Output.WriteAsync(Encoding.UTF8.GetString(whole.GetBuffer(), 0, (int)whole.Length)).ConfigureAwait(false);
        return ExitCode.Fine;
    }

    public static async Task<ExitCode> ToFileAsync(Call call, string route, string file, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
        {
            call.Confirm($"{file} is there already. Write over it?");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
        {
            throw new TradeException($"--out '{file}': there is no folder {folder}");
        }

        var part = file + ".part";
        try
        {
            long bytes;
            var stream = File.Create(part);
            await using (stream.ConfigureAwait(false))
            {
                await call.Desk.DownloadAsync(route, stream, cancellationToken).ConfigureAwait(false);
                bytes = stream.Length;
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
