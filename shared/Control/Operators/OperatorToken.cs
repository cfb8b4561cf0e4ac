using System.Buffers;
using System.Buffers.Text;

namespace Trading.Control.Operators;

/// <summary>The token that an operator shows: <c>tf_</c> and 32 random bytes in base64url. The mark lets a scanner of logs and repositories find a leaked one.</summary>
public static class OperatorToken
{
    /// <summary>Random bytes in a token.</summary>
    public const int Bytes = 32;

    private const string Mark = "tf_";
    private const int Letters = 43;

    /// <summary>The token as people keep it, 46 characters.</summary>
    /// <exception cref="ArgumentException">Not <see cref="Bytes"/> bytes.</exception>
    public static string Write(ReadOnlySpan<byte> token) =>
        token.Length == Bytes ? Mark + Base64Url.EncodeToString(token) : throw new ArgumentException($"a token is {Bytes} bytes", nameof(token));

    /// <summary>The bytes of a token; null when <paramref name="text"/> is none.</summary>
    public static byte[]? Read(ReadOnlySpan<char> text)
    {
        if (text.Length != Mark.Length + Letters || !text.StartsWith(Mark, StringComparison.Ordinal))
        {
            return null;
        }

        var token = new byte[Bytes];
        return Base64Url.DecodeFromChars(text[Mark.Length..], token, out _, out var written) == OperationStatus.Done && written == Bytes ? token : null;
    }
}
