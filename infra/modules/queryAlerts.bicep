// What the desk cannot say of itself: that it says nothing any more, and that one of its own alerts stands.
@description('Name from which the rules are named.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('The workspace that holds the logs.')
param workspaceId string

@description('Action groups by the words oncall, risk_manager, compliance, cto.')
param groups object

@description('Whether the rules watch.')
param isEnabled bool

var rules = [
  {
    code: 'desk-silent'
    sentence: 'Nothing was heard of the desk for fifteen minutes: the app does not run, or its telemetry does not arrive'
    severity: 0
    query: loadTextContent('../queries/desk-silent.kql')
    frequency: 'PT5M'
    window: 'PT15M'
  }
  {
    code: 'desk-alert'
    sentence: 'The desk has raised an alert of SEV1 or SEV2 and may have told nobody'
    severity: 1
    query: loadTextContent('../queries/desk-alert.kql')
    frequency: 'PT5M'
    window: 'PT10M'
  }
]

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: 'alert-${name}-${rule.code}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: '${name}: ${rule.code}'
      description: '${rule.sentence}.'
      enabled: isEnabled
      severity: rule.severity
      scopes: [
        workspaceId
      ]
      evaluationFrequency: rule.frequency
      windowSize: rule.window
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [
          groups.oncall
        ]
      }
    }
  }
]
