using Microsoft.Extensions.DependencyInjection;

namespace Trading.Functions.Composition;

/// <summary>Puts together chains, exports, incidents, audits: what people ask afterwards.</summary>
internal static class InquiryServices
{
    public static void AddInquiry(this IServiceCollection services)
    {
    }
}
