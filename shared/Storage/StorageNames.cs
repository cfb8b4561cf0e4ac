using System.Buffers;
using System.Runtime.CompilerServices;

namespace Trading.Storage;

/// <summary>The names that every store takes: what fits a file system, a cloud table and a cloud container alike. Each check throws <see cref="ArgumentException"/> with the rule.</summary>
public static class StorageNames
{
    private const int LongestKey = 200;
    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> Alphanumerics = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:");
    private static readonly SearchValues<char> BlobCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./");
    private static readonly SearchValues<char> ContainerCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>A table: 3 to 63 letters and digits, a letter first.</summary>
    /// <exception cref="ArgumentException">The name breaks the rule.</exception>
    public static void CheckTable(string name, [CallerArgumentExpression(nameof(name))] string? parameter = null)
    {
        if (name.Length is < 3 or > 63 || name.AsSpan().ContainsAnyExcept(Alphanumerics) || !Letters.Contains(name[0]))
        {
            throw new ArgumentException($"'{name}' is not a table: 3 to 63 letters and digits, a letter first", parameter);
        }
    }

    /// <summary>A partition or row: 1 to 200 of letters, digits, '-', '_', '.', ':'.</summary>
    /// <exception cref="ArgumentException">The name breaks the rule.</exception>
    public static void CheckKey(string name, [CallerArgumentExpression(nameof(name))] string? parameter = null)
    {
        if (name.Length == 0)
        {
            throw new ArgumentException("a key is 1 to 200 of letters, digits, '-', '_', '.', ':', not empty", parameter);
        }

        CheckPrefix(name, parameter);
    }

    /// <summary>Whether <see cref="CheckKey"/> would take the name.</summary>
    public static bool IsKey(string name) => name.Length is > 0 and <= LongestKey && !name.AsSpan().ContainsAnyExcept(KeyCharacters);

    /// <summary>The start of a row: empty, or as a row.</summary>
    /// <exception cref="ArgumentException">The name breaks the rule.</exception>
    public static void CheckPrefix(string name, [CallerArgumentExpression(nameof(name))] string? parameter = null)
    {
        if (name.Length > LongestKey || name.AsSpan().ContainsAnyExcept(KeyCharacters))
        {
            throw new ArgumentException($"'{name}' is not a key: 1 to 200 of letters, digits, '-', '_', '.', ':'", parameter);
        }
    }

    /// <summary>A container: 3 to 63 of a-z, 0-9 and single '-', neither first nor last.</summary>
    /// <exception cref="ArgumentException">The name breaks the rule.</exception>
    public static void CheckContainer(string name, [CallerArgumentExpression(nameof(name))] string? parameter = null)
    {
        if (name.Length is < 3 or > 63
            || name.AsSpan().ContainsAnyExcept(ContainerCharacters)
            || name[0] == '-' || name[^1] == '-' || name.Contains("--", StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{name}' is not a container: 3 to 63 of a-z, 0-9 and single '-', neither first nor last", parameter);
        }
    }

    /// <summary>A blob: 1 to 200 of letters, digits, '-', '_', '.', in folders parted by '/'; no part is empty or starts or ends with '.'.</summary>
    /// <exception cref="ArgumentException">The name breaks the rule.</exception>
    public static void CheckBlob(string name, [CallerArgumentExpression(nameof(name))] string? parameter = null)
    {
        if (!IsBlob(name))
        {
            throw new ArgumentException(
                $"'{name}' is not a blob: 1 to 200 of letters, digits, '-', '_', '.', in folders parted by '/', no part empty or with '.' first or last", parameter);
        }
    }

    /// <summary>Whether <see cref="CheckBlob"/> would take the name.</summary>
    public static bool IsBlob(string name)
    {
        if (name.Length is < 1 or > LongestKey || name.AsSpan().ContainsAnyExcept(BlobCharacters))
        {
            return false;
        }

        foreach (var range in name.AsSpan().Split('/'))
        {
            var part = name.AsSpan()[range];
            if (part.IsEmpty || part[0] == '.' || part[^1] == '.')
            {
                return false;
            }
        }

        return true;
    }
}
