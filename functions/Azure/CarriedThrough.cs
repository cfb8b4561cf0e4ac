using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;

namespace Trading.Functions.AzureHost;

/// <summary>A change that was begun is carried through, although whoever asked for it hangs up: half a stop is worse than none. Its function is handed a token that nothing cancels.</summary>
internal sealed class CarriedThrough : IInputConverter
{
    private static readonly ConversionResult NeverCancelled = ConversionResult.Success(CancellationToken.None);

    /// <inheritdoc/>
    public ValueTask<ConversionResult> ConvertAsync(ConverterContext context) => ValueTask.FromResult(
        context.TargetType == typeof(CancellationToken) && context.FunctionContext.GetHttpContext() is { } request && !HttpMethods.IsGet(request.Request.Method)
            ? NeverCancelled
            : ConversionResult.Unhandled());
}
