using System.Globalization;

namespace Trading.Adapters.Storage;

/// <summary>A name for each write, kept beside what is written: when the answer to a write is lost and its repeat meets a conflict, the name tells whose write is there.</summary>
/// <param name="writer">Text that no other process has.</param>
internal sealed class WriteIds(string writer)
{
    /// <summary>What a write is called in the column of a record and the metadata of a blob.</summary>
    public const string Name = "WriteId";

    private long last;

    public string Next() => string.Create(CultureInfo.InvariantCulture, $"{writer}-{Interlocked.Increment(ref last)}");
}
