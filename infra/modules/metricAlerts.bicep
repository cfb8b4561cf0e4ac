// The alerts of the desk's own table that can be seen from outside, watched by the cloud as well: they speak when the desk cannot. The table is infra/alerts.json; a test compares it with the code's.
@description('Name from which the rules are named.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('The workspace that holds the meters.')
param workspaceId string

@description('Action groups by the words oncall, risk_manager, compliance, cto.')
param groups object

@description('Whether the rules watch. A desk that is not meant to run would only be shouted at.')
param isEnabled bool

@description('The least grave level that is watched: 1 is SEV1 alone, 4 is the whole table.')
param leastLevel int

var rules = filter(loadJsonContent('../alerts.json'), rule => rule.level <= leastLevel)

// The newest value of each subject counts, as each instance of the app saw it last: what was out of bounds and is well again raises nothing, and an instance that has not looked since hides nothing.
// Thresholds may be fractions, which the platform's own thresholds may not: the query compares.
resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: 'alert-${name}-${rule.code}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: '${name}: ${rule.code}'
      description: '${rule.sentence}. ${rule.runbook}.'
      enabled: isEnabled
      severity: rule.level - 1
      scopes: [
        workspaceId
      ]
      evaluationFrequency: rule.level == 1 ? 'PT1M' : 'PT5M'
      windowSize: 'PT10M'
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: 'AppMetrics | where Name == "trading.${rule.metric}" | extend subject = coalesce(tostring(Properties["subject"]), "desk") | summarize arg_max(TimeGenerated, value = Sum) by subject, AppRoleInstance | where value ${rule.operator} ${rule.threshold}'
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            dimensions: [
              {
                name: 'subject'
                operator: 'Include'
                values: [
                  '*'
                ]
              }
            ]
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: map(rule.notify, word => groups[word])
      }
    }
  }
]
