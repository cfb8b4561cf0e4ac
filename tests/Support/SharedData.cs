namespace Trading.Tests.Support;

/// <summary>The real bars and reference results, kept beside the repository; a test that needs them is a <see cref="SharedDataFactAttribute"/>.</summary>
internal static class SharedData
{
    private const string Solution = "TradingFunctions.sln";

    /// <summary>The folder that holds the solution.</summary>
    public static string RepositoryRoot { get; } = FindRepository();

    /// <summary>The data folder, or null on a machine that has none.</summary>
    public static string? Folder { get; } = FindData();

    /// <summary>The full path of a file or folder of the shared data, such as <c>Path("daily", "AIG.csv")</c>.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Folder ?? throw new DirectoryNotFoundException(Missing), .. parts]);

    /// <summary>What a skipped test says.</summary>
    internal static string Missing => "needs the shared data: a folder ../shared/data beside the repository, or TRADING_SHARED_DATA";

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"no {Solution} above {AppContext.BaseDirectory}");
    }

    private static string? FindData()
    {
        string?[] places = [Environment.GetEnvironmentVariable("TRADING_SHARED_DATA"), System.IO.Path.Combine(RepositoryRoot, "..", "shared", "data")];
        return places.Where(place => place is not null && Directory.Exists(place)).Select(place => System.IO.Path.GetFullPath(place!)).FirstOrDefault();
    }
}
