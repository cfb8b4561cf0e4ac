using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using NodaTime;

namespace Trading.Risk.Limits;

/// <summary>Limits that would allow more, and wait for two people.</summary>
/// <param name="Values">Exactly what is asked for, by key.</param>
/// <param name="Source">Through which door: <c>default</c>, <c>file</c>, <c>http</c> or <c>rollback</c>.</param>
/// <param name="Who">The person who asked; null while it is nobody's, as a file's is.</param>
/// <param name="Why">The reason.</param>
/// <param name="At">When it was asked, UTC.</param>
/// <param name="RequestId">The request that a second person approves; null while it is nobody's.</param>
public sealed record PendingRaise(IReadOnlyDictionary<string, decimal> Values, string Source, string? Who, string Why, Instant At, string? RequestId)
{
    /// <summary>What a request for it is bound to: the SHA-256 of the values, hexadecimal. Other values, another binding.</summary>
    [JsonIgnore]
    public string Binding
    {
        get
        {
            var lines = LimitTable.Lines.Where(line => Values.ContainsKey(line.Key))
                .Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Key}={Values[line.Key]:0.############################}\n"));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
        }
    }
}
