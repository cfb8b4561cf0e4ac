using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Trading.Risk.Limits;

/// <summary>What a limits file says.</summary>
/// <param name="Values">The limits it sets, by key; not to be used when there is a fault.</param>
/// <param name="Faults">Everything that is wrong with it, each a sentence with the key and what is right; empty when nothing is.</param>
public sealed record LimitsReading(IReadOnlyDictionary<string, decimal> Values, IReadOnlyList<string> Faults);

/// <summary>
/// The file in which an operator sets limits: blob <c>config/limits.json</c>, one JSON object of keys of <see cref="LimitTable"/> with plain numbers. A key that is left out keeps its present
/// value. Read strictly: one fault anywhere and nothing of it counts.
/// </summary>
public static partial class LimitsFile
{
    /// <summary>The container of the file.</summary>
    public const string Container = "config";

    /// <summary>The name of the file.</summary>
    public const string Name = "limits.json";

    /// <summary>Bytes that a file may have.</summary>
    public const int Most = 16 * 1024;

    /// <summary>Reads a file's bytes, UTF-8 with or without a byte order mark.</summary>
    public static LimitsReading Read(ReadOnlySpan<byte> content)
    {
        if (content.Length > Most)
        {
            return new LimitsReading(new Dictionary<string, decimal>(StringComparer.Ordinal), [$"the file has {content.Length} bytes; {Most} are enough for every limit"]);
        }

        // Other languages write these words bare; as texts they can be told with all other faults instead of ending the reading.
        var text = NotNumbers().Replace(Encoding.UTF8.GetString(content).TrimStart('\uFEFF'), "\"$0\"");
        return new Pass().Run(Encoding.UTF8.GetBytes(text));
    }

    [GeneratedRegex(@"(?<=:\s*)[+-]?(NaN|Infinity|inf|nan)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotNumbers();

    private sealed class Pass
    {
        private readonly Dictionary<string, decimal> values = new(StringComparer.Ordinal);
        private readonly HashSet<string> seen = new(StringComparer.Ordinal);
        private readonly List<string> faults = [];

        public LimitsReading Run(ReadOnlySpan<byte> json)
        {
            try
            {
                var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Allow });
                ReadObject(ref reader);
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException)
            {
                faults.Add($"not JSON: {fault.Message}");
            }

            return new LimitsReading(values, faults);
        }

        private void ReadObject(ref Utf8JsonReader reader)
        {
            if (Next(ref reader) != JsonTokenType.StartObject)
            {
                faults.Add("the file must be one JSON object of limits, such as {\"total_exposure\": 20000}");
                return;
            }

            while (Next(ref reader) == JsonTokenType.PropertyName)
            {
                var key = reader.GetString()!;
                var type = Next(ref reader);
                Take(key, type, ref reader);
                reader.Skip();
            }

            while (Next(ref reader) != JsonTokenType.None)
            {
            }
        }

        private void Take(string key, JsonTokenType type, ref Utf8JsonReader reader)
        {
            if (!seen.Add(key))
            {
                faults.Add($"{key} is there twice; it must be there once");
            }
            else if (LimitTable.Find(key) is not { } line)
            {
                faults.Add($"{key} is no limit; the limits are {string.Join(", ", LimitTable.Lines.Select(each => each.Key))}");
            }
            else if (type != JsonTokenType.Number)
            {
                faults.Add($"{key} is {Written(type, ref reader)}; it must be a plain number, {line.Words}");
            }
            else if (!reader.TryGetDecimal(out var value))
            {
                faults.Add($"{key} is {Written(type, ref reader)}, which is too large or too long; it must be {line.Words}");
            }
            else if (line.FaultOf(value) is { } fault)
            {
                faults.Add(fault);
            }
            else
            {
                values[key] = value;
            }
        }

        private static string Written(JsonTokenType type, ref Utf8JsonReader reader) => type switch
        {
            JsonTokenType.String => $"the text \"{reader.GetString()}\"",
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.True or JsonTokenType.False => "true or false",
            JsonTokenType.Null => "null",
            JsonTokenType.StartArray => "a list",
            _ => "an object",
        };

        // Comments are no JSON, but they need not hide what else is wrong.
        private JsonTokenType Next(ref Utf8JsonReader reader)
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.Comment)
                {
                    return reader.TokenType;
                }

                if (!faults.Contains(CommentFault))
                {
                    faults.Add(CommentFault);
                }
            }

            return JsonTokenType.None;
        }

        private const string CommentFault = "the file holds a comment; JSON has none";
    }
}
