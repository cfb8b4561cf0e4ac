using Trading.Bench;

// dotnet run --project bench -c Release -- load scan ...: the named benchmarks, or all of them. Each is measured in a fresh process,
// which this one starts with "--child NAME FOLDER RESULT".
IBenchmark[] benchmarks =
[
    new LoadBenchmark(), new ScanBenchmark(), new SyntheticBenchmark(), new GatewayBenchmark(), new CycleBenchmark(), new ReconcileBenchmark(), new StatusBenchmark(), new DayBenchmark(), new ArchiveBenchmark(), new RefreshBenchmark(),
];

if (args is ["--child", var child, var folder, var result])
{
    var rows = benchmarks.Single(benchmark => benchmark.Name == child).Run(folder).ToArray();
    Results.Write(result, rows);
    return 0;
}

if (args is ["--load", var address])
{
    await LoadLoop.RunAsync(new Uri(address)).ConfigureAwait(false);
    return 0;
}

if (args.FirstOrDefault(name => Array.TrueForAll(benchmarks, benchmark => benchmark.Name != name)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"There is no benchmark '{unknown}'; there are {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))}").ConfigureAwait(false);
    return 1;
}

var chosen = benchmarks.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name));
var measured = chosen.SelectMany(FreshProcess.Run).ToArray();
Results.Show(measured);
Results.Save(measured);
return measured.All(row => row.Kept) ? 0 : 1;
