namespace Trading.Tests.Infra;

/// <summary>A fact about infra/ as node reads it: skipped with the reason on a machine without node.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class InfraFactAttribute : FactAttribute
{
    public InfraFactAttribute() => Skip = InfraModel.Missing;
}
