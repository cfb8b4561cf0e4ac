using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Trading.Storage;

namespace Trading.Adapters.Storage;

/// <summary>
/// A record as a row of a table: the JSON whole, in as many columns as its length takes, and beside it the scalars of the JSON as columns of their own, for people to look at and query.
/// Only the JSON is read back.
/// </summary>
internal static class RecordEntity
{
    /// <summary>Characters of JSON that a record may have: a row holds a mebibyte, two bytes a character, and the columns to look at take their part.</summary>
    public const int LongestJson = Pieces * PieceLength;

    private const int Pieces = 15;

    // A column holds 32 Ki characters.
    private const int PieceLength = 32_000;

    /// <summary>The row of a record.</summary>
    /// <exception cref="StorageException">The record is longer than a row can hold.</exception>
    public static TableEntity Of(string table, string partition, string row, string json, string writeId)
    {
        var entity = new TableEntity(partition, row);
        RecordColumns.AddTo(entity, json);
        entity[WriteIds.Name] = writeId;
        var piece = 0;
        for (var start = 0; start < json.Length || piece == 0;)
        {
            if (piece == Pieces)
            {
                throw new StorageException($"record {table}/{partition}/{row} has {json.Length.ToString(CultureInfo.InvariantCulture)} characters; a record may have about {LongestJson.ToString(CultureInfo.InvariantCulture)}");
            }

            var length = LengthFrom(json, start);
            entity[Column(piece++)] = json.Substring(start, length);
            start += length;
        }

        return entity;
    }

    /// <summary>The record of a row.</summary>
    public static StoredRecord Read(TableEntity entity)
    {
        var first = entity.GetString(Column(0)) ?? throw new StorageException($"record {entity.PartitionKey}/{entity.RowKey} has no column {Column(0)}: it was not written by this program");
        return new StoredRecord(entity.PartitionKey, entity.RowKey, entity.ETag.ToString(), entity.ContainsKey(Column(1)) ? Joined(entity, first) : first);
    }

    private static string Joined(TableEntity entity, string first)
    {
        var text = new StringBuilder(first);
        for (var piece = 1; piece < Pieces && entity.TryGetValue(Column(piece), out var part); piece++)
        {
            text.Append((string)part);
        }

        return text.ToString();
    }

    // A character that takes two is not parted: half of one cannot be sent.
    private static int LengthFrom(string json, int start)
    {
        var length = Math.Min(PieceLength, json.Length - start);
        return start + length < json.Length && char.IsHighSurrogate(json[start + length - 1]) ? length - 1 : length;
    }

    private static string Column(int piece) => piece == 0 ? "Json" : string.Create(CultureInfo.InvariantCulture, $"Json{piece + 1}");
}
