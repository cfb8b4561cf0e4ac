using System.Security.Cryptography;
using System.Text;

namespace Trading.Functions.Page;

/// <summary>The page as one document: its markup, style and script are files of their own and are put together once. The policy lets nothing else run in it.</summary>
internal static class OnePage
{
    private static readonly string Style = Read("page.css");
    private static readonly string Script = Read("page.js");

    /// <summary>The whole page; it asks for nothing outside its own host.</summary>
    public static string Html { get; } = Read("page.html").Replace("/*style*/", Style, StringComparison.Ordinal).Replace("/*script*/", Script, StringComparison.Ordinal);

    /// <summary>Content-Security-Policy: this style, this script, this host, and no frame around it.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Hash(Style)}'; script-src 'sha256-{Hash(Script)}'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read(string name)
    {
        using var stream = typeof(OnePage).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} was not built into the assembly");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
