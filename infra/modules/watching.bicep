// Who is told of what: alerts, the test from outside, the budget, and what people look at.
@description('Name from which everything here is named.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Mail addresses by role: onCall, riskManager, compliance, cto.')
param people object

@description('The workspace that holds meters and logs.')
param workspaceId string

@description('The Application Insights component.')
param insightsId string

@description('Host name of the app that runs.')
param hostName string

@description('Whether alert rules and the availability test are on.')
param isEnabled bool

@description('The least grave level of alert that the cloud watches as well.')
param leastLevel int

@description('The most a month should cost.')
param budgetAmount int

@description('First day of the month from which the budget counts.')
param budgetStart string

module actionGroups 'actionGroups.bicep' = {
  name: 'action-groups'
  params: {
    name: name
    tags: tags
    people: people
  }
}

module metricAlerts 'metricAlerts.bicep' = {
  name: 'metric-alerts'
  params: {
    name: name
    location: location
    tags: tags
    workspaceId: workspaceId
    groups: actionGroups.outputs.ids
    isEnabled: isEnabled
    leastLevel: leastLevel
  }
}

module queryAlerts 'queryAlerts.bicep' = {
  name: 'query-alerts'
  params: {
    name: name
    location: location
    tags: tags
    workspaceId: workspaceId
    groups: actionGroups.outputs.ids
    isEnabled: isEnabled
  }
}

module availability 'availability.bicep' = {
  name: 'availability'
  params: {
    name: name
    location: location
    tags: tags
    insightsId: insightsId
    hostName: hostName
    groups: actionGroups.outputs.ids
    isEnabled: isEnabled
  }
}

module budget 'budget.bicep' = {
  name: 'budget'
  params: {
    name: 'budget-${name}'
    amount: budgetAmount
    start: budgetStart
    groups: actionGroups.outputs.ids
  }
}

module workbook 'workbook.bicep' = {
  name: 'workbook'
  params: {
    displayName: '${name}: the desk'
    location: location
    tags: tags
    workspaceId: workspaceId
  }
}

module queryPack 'queryPack.bicep' = {
  name: 'query-pack'
  params: {
    name: 'queries-${name}'
    location: location
    tags: tags
  }
}
