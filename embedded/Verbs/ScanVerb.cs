using System.CommandLine;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;
using Trading.Embedded.Market;
using Trading.Embedded.Market.Csv;
using Trading.Embedded.Rehearsal;
using Trading.Market;
using Trading.Scanning;
using Trading.Storage;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Embedded.Verbs;

/// <summary><c>scan</c>: the pure scan after the close of a date. Stops at a bad bar; writes its three files last, and whole.</summary>
internal static class ScanVerb
{
    public static Command Create(FunctionApp app)
    {
        var bars = new Option<string>("--bars") { Description = "A folder that holds daily/ or the CSV files themselves.", HelpName = "DIR", Required = true };
        var asOf = CommandLine.Date("--as-of", "The session after whose close is scanned.");
        asOf.Required = true;
        var output = new Option<string>("--out") { Description = "The folder for the three files.", HelpName = "DIR", Required = true };
        var sectors = new Option<string?>("--sectors") { Description = "A CSV of symbol and sector; standard: sectors.csv in --bars.", HelpName = "FILE" };
        var reference = CommandLine.Flag("--reference-calendar", "Year and month anchors as the reference scanner has them.");
        var regime = CommandLine.Flag("--regime", "No candidates while SPY is below its 200-bar average.");
        var liquidity = CommandLine.Flag("--liquidity", "Only symbols that trade enough.");
        var json = CommandLine.Flag("--json", "One JSON object on standard output.");
        var verb = new Command("scan", "The pure scan after the close of a date: writes the candidates, the watchlist and the manifest.")
        {
            bars, asOf, output, sectors, reference, regime, liquidity, json,
        };
        verb.SetAction(parsed => Run(
            new ScanRequest(
                parsed.GetValue(bars)!,
                parsed.GetValue(asOf)!.Value,
                parsed.GetValue(output)!,
                parsed.GetValue(sectors),
                new ScanSettings { ReferenceCalendar = parsed.GetValue(reference) },
                new ScanFilters(parsed.GetValue(regime), parsed.GetValue(liquidity), Earnings: false)),
            parsed.GetValue(json),
            app.WallClock));
        return verb;
    }

    private static int Run(ScanRequest request, bool json, TimeProvider clock)
    {
        if (ExchangeCalendar.Nyse.WhyClosed(request.AsOf) is { } closed)
        {
            throw new RefusedException($"--as-of {LocalDatePattern.Iso.Format(request.AsOf)} is no session ({closed}): name a session");
        }

        var started = clock.GetTimestamp();
        var folder = new CsvBarFolder(request.Bars);
        var market = Load(folder, request.AsOf);
        var benchmark = request.Filters.Regime ? folder.Daily(RegimeFilter.Benchmark, request.AsOf) : null;
        var sectors = SectorsOf(request);
        var loaded = clock.GetTimestamp();
        var report = DailyScan.Run(ScanInputs.AfterClose(request.AsOf, $"scan-{LocalDatePattern.Iso.Format(request.AsOf)}", market, benchmark, sectors), request.Settings, request.Filters);
        var scanned = clock.GetTimestamp();
        Write(request.Out, WatchlistFiles.Of(report));
        Print(
            new ScanFigures(
                market.Count,
                market.Sum(series => (long)series.Count),
                report.Candidates.Count,
                Milliseconds(clock.GetElapsedTime(started, loaded)),
                Milliseconds(clock.GetElapsedTime(loaded, scanned))),
            report,
            request.Out,
            json);
        return 0;
    }

    private static List<BarSeries> Load(CsvBarFolder folder, LocalDate asOf)
    {
        var market = new List<BarSeries>(folder.Symbols.Count);
        foreach (var symbol in folder.Symbols)
        {
            if (folder.Daily(symbol, asOf) is { } series)
            {
                market.Add(series);
            }
        }

        return market.Count > 0 ? market : throw new RefusedException($"no symbol in --bars has a bar up to {LocalDatePattern.Iso.Format(asOf)}");
    }

    private static Sectors SectorsOf(ScanRequest request)
    {
        var file = request.SectorsFile ?? Path.Combine(request.Bars, "sectors.csv");
        try
        {
            return ReferenceFiles.Read(file, Sectors.Parse)
                ?? (request.SectorsFile is null ? Sectors.Unknown : throw new RefusedException($"--sectors {file}: there is no such file"));
        }
        catch (FormatException fault)
        {
            throw new RefusedException(fault.Message, fault);
        }
    }

    /// <summary>Each file whole or not at all, the manifest last: a folder without it is not a finished scan.</summary>
    private static void Write(string folder, WatchlistFiles files)
    {
        try
        {
            WriteWhole(folder, files);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"--out {folder} cannot be written: {fault.Message}", fault);
        }
    }

    private static void WriteWhole(string folder, WatchlistFiles files)
    {
        Directory.CreateDirectory(folder);
        File.Delete(Path.Combine(folder, WatchlistFiles.ManifestName));
        foreach (var (name, content) in new[]
        {
            (WatchlistFiles.CandidatesName, files.Candidates), (WatchlistFiles.WatchlistName, files.Watchlist), (WatchlistFiles.ManifestName, files.Manifest),
        })
        {
            var target = Path.Combine(folder, name);
            File.WriteAllBytes(target + ".new", content.Span);
            File.Move(target + ".new", target, overwrite: true);
        }
    }

    private static void Print(ScanFigures figures, ScanReport report, string folder, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(figures, TradingJson.Options));
            return;
        }

        Screen.IsWatched();
        var table = new Table().Border(TableBorder.Simple).AddColumns("Symbol", "Tier", "Price", "Entry", "Distance %", "Stop", "R1", "R2", "Trend", "Anchor");
        foreach (var column in table.Columns)
        {
            column.NoWrap();
        }

        foreach (var column in table.Columns.Skip(2).SkipLast(1))
        {
            column.RightAligned();
        }

        foreach (var found in report.Candidates)
        {
            table.AddRow(
                $"{found.Symbol}",
                $"{found.Tier}",
                $"{found.Price.Value:0.00}",
                $"{found.EntryLevel.Value:0.00}",
                $"{found.DistancePercent:0.00}",
                $"{found.StopLoss.Value:0.00}",
                $"{found.TargetR1.Value:0.00}",
                $"{found.TargetR2.Value:0.00}",
                $"{found.TrendScore:0.00}",
                $"{found.Anchor}");
        }

        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated(
            $"{figures.Candidates} candidates of {figures.Symbols} symbols ({figures.Bars} bars; read in {figures.LoadMs:0.0} ms, scanned in {figures.ScanMs:0.0} ms), written to {folder}");
    }

    private static double Milliseconds(TimeSpan elapsed) => Math.Round(elapsed.TotalMilliseconds, 3);

    private sealed record ScanRequest(string Bars, LocalDate AsOf, string Out, string? SectorsFile, ScanSettings Settings, ScanFilters Filters);

    private sealed record ScanFigures(int Symbols, long Bars, int Candidates, double LoadMs, double ScanMs);
}
