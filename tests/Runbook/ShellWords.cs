using System.Text;

namespace Trading.Tests.Runbook;

/// <summary>A command line as a shell takes it apart: words between spaces, quotes kept together.</summary>
internal static class ShellWords
{
    public static string[] Of(string line)
    {
        var (words, word, quote, began) = (new List<string>(), new StringBuilder(), '\0', false);
        foreach (var letter in line)
        {
            if (quote == '\0' && letter == ' ')
            {
                if (began)
                {
                    words.Add(word.ToString());
                }

                (_, began) = (word.Clear(), false);
            }
            else if (quote == '\0' && letter is '"' or '\'')
            {
                (quote, began) = (letter, true);
            }
            else if (letter == quote)
            {
                quote = '\0';
            }
            else
            {
                word.Append(letter);
                began = true;
            }
        }

        return began ? [.. words, word.ToString()] : [.. words];
    }
}
