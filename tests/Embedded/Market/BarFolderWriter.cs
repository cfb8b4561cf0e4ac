using System.Text;
using NodaTime;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Embedded.Market;

/// <summary>Writes plain daily bars for tests that don't care what they are: a sawtooth around 50 dollars on every session.</summary>
internal static class BarFolderWriter
{
    public const string Header = "date,open,high,low,close,volume\n";

    public static void Write(TempFolder folder, string name, LocalDate from, LocalDate through)
    {
        var text = new StringBuilder(Header);
        for (var date = from; date <= through; date = date.PlusDays(1))
        {
            if (ExchangeCalendar.Nyse.IsSession(date))
            {
                var open = 50 + (date.Day % 7 * 0.25m);
                text.Append($"{date:uuuu-MM-dd},{open},{open + 1},{open - 0.75m},{open + 0.5m},{100000 + date.Day}\n");
            }
        }

        folder.Write(name, text.ToString());
    }
}
