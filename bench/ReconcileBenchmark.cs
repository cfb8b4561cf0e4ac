namespace Trading.Bench;

/// <summary>Reconciling 1,000 orders with 1,000 broker rows, a quiet minute of a usual day, and an append to the journal; over the file store.</summary>
internal sealed class ReconcileBenchmark : IBenchmark
{
    private const int Appends = 2_000;

    /// <inheritdoc/>
    public string Name => "reconcile";

    /// <inheritdoc/>
    public void Prepare(string folder)
    {
    }

    /// <inheritdoc/>
    public IEnumerable<Measurement> Run(string folder)
    {
        using (var desk = new ReconcileDesk(Path.Combine(folder, "thousand"), 1_000))
        {
            desk.FillAll(1);
            yield return new Measurement(Name, "1,000 orders, each with an execution, cold process", Measure.Once(() => desk.Run(withPositions: true)), "ms", null);
            desk.FillAll(2);
            yield return new Measurement(Name, "1,000 orders, each with an execution, warm", Measure.Once(() => desk.Run(withPositions: true)), "ms", null);
            yield return new Measurement(Name, "1,000 orders, nothing new, warm", Measure.Warm(() => desk.Run(withPositions: false), 99), "ms", 10);
        }

        using (var desk = new ReconcileDesk(Path.Combine(folder, "usual"), 20))
        {
            desk.FillAll(1);
            desk.Run(withPositions: true);
            yield return new Measurement(Name, "20 orders, nothing new, warm", Measure.Warm(() => desk.Run(withPositions: false), 199), "ms", 0.3);
            yield return new Measurement(Name, "20 orders and positions, nothing new, warm", Measure.Warm(() => desk.Run(withPositions: true), 199), "ms", 0.5);
            yield return new Measurement(Name, "journal append, file store, warm", Measure.Warm(() => Append(desk)) * 1000 / Appends, "us", 20);
        }
    }

    private static void Append(ReconcileDesk desk)
    {
        for (var i = 0; i < Appends; i++)
        {
            desk.Journal.AppendAsync("note", "bench", new { Number = i, Symbol = "AIG", Sentence = "ten shares at fifty dollars" }, default).AsTask().GetAwaiter().GetResult();
        }
    }
}
