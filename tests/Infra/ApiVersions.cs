namespace Trading.Tests.Infra;

/// <summary>The API versions that were looked up: a version that is not here may not exist.</summary>
internal static class ApiVersions
{
    /// <summary>The version of each resource type.</summary>
    public static IReadOnlyDictionary<string, string> Known { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Microsoft.Authorization/locks"] = "2020-05-01",
        ["Microsoft.Authorization/roleAssignments"] = "2022-04-01",
        ["Microsoft.Consumption/budgets"] = "2023-11-01",
        ["Microsoft.Insights/actionGroups"] = "2023-01-01",
        ["Microsoft.Insights/components"] = "2020-02-02",
        ["Microsoft.Insights/diagnosticSettings"] = "2021-05-01-preview",
        ["Microsoft.Insights/metricAlerts"] = "2018-03-01",
        ["Microsoft.Insights/scheduledQueryRules"] = "2023-12-01",
        ["Microsoft.Insights/webtests"] = "2022-06-15",
        ["Microsoft.Insights/workbooks"] = "2023-06-01",
        ["Microsoft.KeyVault/vaults"] = "2024-11-01",
        ["Microsoft.ManagedIdentity/userAssignedIdentities"] = "2024-11-30",
        ["Microsoft.OperationalInsights/queryPacks"] = "2019-09-01",
        ["Microsoft.OperationalInsights/queryPacks/queries"] = "2019-09-01",
        ["Microsoft.OperationalInsights/workspaces"] = "2025-02-01",
        ["Microsoft.Storage/storageAccounts"] = "2025-01-01",
        ["Microsoft.Storage/storageAccounts/blobServices"] = "2025-01-01",
        ["Microsoft.Storage/storageAccounts/blobServices/containers"] = "2025-01-01",
        ["Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies"] = "2025-01-01",
        ["Microsoft.Storage/storageAccounts/managementPolicies"] = "2025-01-01",
        ["Microsoft.Web/serverfarms"] = "2025-03-01",
        ["Microsoft.Web/sites"] = "2025-03-01",
        ["Microsoft.Web/sites/basicPublishingCredentialsPolicies"] = "2025-03-01",
        ["Microsoft.Web/sites/config"] = "2025-03-01",
    };

    /// <summary>Types that the platform knows no tags of.</summary>
    public static IReadOnlySet<string> Untagged { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "Microsoft.Authorization/locks",
        "Microsoft.Authorization/roleAssignments",
        "Microsoft.Consumption/budgets",
        "Microsoft.Insights/diagnosticSettings",
        "Microsoft.OperationalInsights/queryPacks/queries",
        "Microsoft.Storage/storageAccounts/blobServices",
        "Microsoft.Storage/storageAccounts/blobServices/containers",
        "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies",
        "Microsoft.Storage/storageAccounts/managementPolicies",
        "Microsoft.Web/sites/basicPublishingCredentialsPolicies",
        "Microsoft.Web/sites/config",
    };
}
