using System.Buffers;
using NodaTime;
using NodaTime.Text;

namespace Trading.Operations.Alerting;

/// <summary>The keys of alerts. A subject is free text; a record's row is not.</summary>
internal static class AlertKeys
{
    private const int DateLength = 10;
    private const int LongestSubject = 120;
    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:");

    /// <summary>The row of a code and subject.</summary>
    public static string Row(string code, string subject) => $"{code}:{(IsPlain(subject) ? subject : Plain(subject))}";

    /// <summary>The partition of a New York date.</summary>
    public static string Partition(LocalDate date) => LocalDatePattern.Iso.Format(date);

    /// <summary>The id's partition and row; null for what is no alert's id.</summary>
    public static (string Partition, string Row)? Read(string id) =>
        id.Length is > DateLength + 1 and < 200 && id[DateLength] == ':' && LocalDatePattern.Iso.Parse(id[..DateLength]).Success && id.AsSpan(DateLength + 1).IndexOfAnyExcept(Letters) < 0
            ? (id[..DateLength], id[(DateLength + 1)..])
            : null;

    private static bool IsPlain(string subject) => subject.Length <= LongestSubject && subject.AsSpan().IndexOfAnyExcept(Letters) < 0;

    private static string Plain(string subject) => string.Concat(subject.Take(LongestSubject).Select(letter => Letters.Contains(letter) ? letter : '_'));
}
