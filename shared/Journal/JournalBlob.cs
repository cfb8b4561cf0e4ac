using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Trading.Journal;

/// <summary>
/// One append blob of the journal: <c>2013-10-07.jsonl</c>, then <c>2013-10-07.part002.jsonl</c> once that one is full.
/// Ordinal order of the names is the order of the events.
/// </summary>
/// <param name="Date">The New York date of its events.</param>
/// <param name="Part">1 for the first of the date.</param>
internal sealed record JournalBlob(LocalDate Date, int Part)
{
    private const string Suffix = ".jsonl";
    private const string PartMark = ".part";
    private const int MostParts = 999;

    /// <summary>The blob's name within the container.</summary>
    public string Name => Part == 1
        ? LocalDatePattern.Iso.Format(Date) + Suffix
        : LocalDatePattern.Iso.Format(Date) + PartMark + Part.ToString("000", CultureInfo.InvariantCulture) + Suffix;

    /// <summary>The next blob of the same date.</summary>
    /// <exception cref="InvalidOperationException">The date has had as many as its names can count.</exception>
    public JournalBlob NextPart => Part < MostParts ? this with { Part = Part + 1 } : throw new InvalidOperationException($"{Date}: more than {MostParts} journal blobs in one day");

    /// <summary>Reads a name; null when it is not a journal blob's.</summary>
    public static JournalBlob? Parse(string name)
    {
        if (name.Length < 10 || !name.EndsWith(Suffix, StringComparison.Ordinal) || LocalDatePattern.Iso.Parse(name[..10]) is not { Success: true } date)
        {
            return null;
        }

        var middle = name[10..^Suffix.Length];
        var part = 1;
        var good = middle.Length == 0
            || (middle.StartsWith(PartMark, StringComparison.Ordinal) && int.TryParse(middle[PartMark.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out part));
        var blob = new JournalBlob(date.Value, part);
        return good && part is >= 1 and <= MostParts && blob.Name == name ? blob : null;
    }
}
