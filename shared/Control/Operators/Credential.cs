using System.Security.Cryptography;

namespace Trading.Control.Operators;

/// <summary>How a token is kept and recognised: SHA-256 of a salt and the token. A token of 256 random bits needs no slow hash, and a slow one would cost every request.</summary>
internal static class Credential
{
    /// <summary>Random bytes in a salt.</summary>
    public const int SaltBytes = 16;

    public static string Hash(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(salt, token, hash);
        return Convert.ToBase64String(hash);
    }

    /// <summary>Whether the token is this credential's; takes as long whether it is or not.</summary>
    /// <exception cref="FormatException">The record is damaged.</exception>
    public static bool Fits(OperatorRecord credential, ReadOnlySpan<byte> token)
    {
        Span<byte> shown = stackalloc byte[SHA256.HashSizeInBytes];
        Hash(Convert.FromBase64String(credential.Salt), token, shown);
        return CryptographicOperations.FixedTimeEquals(shown, Convert.FromBase64String(credential.Hash));
    }

    private static void Hash(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> token, Span<byte> hash)
    {
        Span<byte> both = stackalloc byte[SaltBytes + OperatorToken.Bytes];
        if (salt.Length != SaltBytes || token.Length != OperatorToken.Bytes)
        {
            throw new FormatException($"a salt is {SaltBytes} bytes and a token {OperatorToken.Bytes}");
        }

        salt.CopyTo(both);
        token.CopyTo(both[SaltBytes..]);
        SHA256.HashData(both, hash);
    }
}
