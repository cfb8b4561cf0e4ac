namespace Trading.Tests.Support;

/// <summary>A folder of a test's own, gone with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    /// <summary>The full path.</summary>
    public string FullPath { get; } = Directory.CreateTempSubdirectory("trading-test-").FullName;

    /// <summary>Writes a file under the folder and gives its full path.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(FullPath, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
