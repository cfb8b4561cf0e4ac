namespace Trading.Bench;

/// <summary>
/// One benchmark. It runs in a process of its own, so that the first of its measurements is what a cold start pays, JIT and all; whatever has to
/// be there first (files, say) is made by <see cref="Prepare"/> in the process that starts it.
/// </summary>
internal interface IBenchmark
{
    /// <summary>The word that names it on the command line.</summary>
    string Name { get; }

    /// <summary>Makes what the measurement needs under <paramref name="folder"/>, which is empty at first and gone afterwards.</summary>
    void Prepare(string folder);

    /// <summary>Measures, in a fresh process; the rows of the table.</summary>
    IEnumerable<Measurement> Run(string folder);
}
