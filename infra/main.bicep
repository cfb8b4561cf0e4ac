// The whole desk, by one `az deployment group create`: docs/deployment.md says what comes before and after.
targetScope = 'resourceGroup'

@description('Short name from which every resource is named.')
@minLength(3)
@maxLength(10)
param name string = 'trading'

@description('Which environment this is: part of every name, and a tag.')
@allowed(['dev', 'test', 'prod'])
param environmentName string

@description('Region of the desk.')
param location string = resourceGroup().location

@description('A second region with an app that stands by, switched off; empty for none. Its data is the second copy of the desk\'s storage: choose a redundancy that has one, and its paired region.')
param standbyLocation string = ''

@description('Which region\'s app runs. Exactly one does: two desks on one account would trade twice.')
@allowed(['primary', 'standby'])
param activeRegion string = 'primary'

@description('Copies of the desk\'s storage (records and journal).')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_RAGRS', 'Standard_GZRS', 'Standard_RAGZRS'])
param deskRedundancy string = 'Standard_LRS'

@description('none: a journal that can be deleted (development). unlocked: no blob of it can be deleted for seven years, and the owner of the account can still take that back. locked: it was locked by hand afterwards, for good.')
@allowed(['none', 'unlocked', 'locked'])
param journalImmutability string = 'none'

@description('Locks against deletion of the desk\'s storage and of the vault.')
param deleteLocks bool = false

@description('A deleted vault cannot be destroyed before its time. Cannot be taken back.')
param purgeProtection bool = false

@description('Client id of the app registration that has the app roles viewer, operator and approver.')
@minLength(36)
@maxLength(36)
param authClientId string

@description('Client ids of other applications that may ask, such as the one that deploys and verifies.')
param allowedClients array = []

@description('Address ranges (CIDR) from which people reach the desk; empty leaves it to authentication alone.')
param allowedAddresses array = []

@description('Object id of the group of people who run the desk: they read its storage, and may write the control file and the limits\' file.')
param peopleGroupId string = ''

@description('Object id of the group of people who keep the broker\'s keys in the vault.')
param keyHoldersGroupId string = ''

@description('Names of the secrets that the vault holds; see modules/settings.bicep for those that are known.')
param vaultSecrets array = [
  'apca-api-key-id'
  'apca-api-secret-key'
]

@description('Settings of the desk by name, such as TRADING_MODE; what is left out keeps its standard value.')
param deskSettings object = {}

@description('Mail addresses by role: onCall, riskManager, compliance, cto.')
param people object

@description('Memory of an instance, MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('The most instances there may be; each timer has instances of its own, so about twenty are at work on a busy minute.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Instances kept ready for orchestrations: the loop\'s cycles come every 15 seconds.')
param alwaysReadyDurable int = 1

@description('Instances kept ready for HTTP: whoever stops the desk does not wait for a cold start.')
param alwaysReadyHttp int = 0

@description('Days for which logs can be queried: errors are kept for 90.')
@minValue(90)
param logRetentionDays int = 90

@description('Gigabytes of logs a day after which no more are taken; -1 is no cap.')
param dailyLogCapGb int = 1

@description('Whether the cloud watches the desk: alert rules and the availability test.')
param watched bool = true

@description('The least grave level of alert that the cloud watches as well: 2 is SEV1 and SEV2, 4 the whole table. The desk itself tells all of them.')
@minValue(1)
@maxValue(4)
param watchedLevel int = 2

@description('The most a month should cost, in the currency of the subscription; somebody is told before it does.')
param budgetAmount int

@description('First day of the month of the first deployment, such as 2026-12-01. Never changed afterwards.')
param budgetStart string

@description('Who answers for it: a tag.')
param owner string

@description('More tags.')
param moreTags object = {}

var stem = '${name}-${environmentName}'
var unique = uniqueString(resourceGroup().id, stem)
var tags = union(moreTags, {
  application: name
  environment: environmentName
  owner: owner
})
var hasStandby = !empty(standbyLocation)
var standbyRuns = hasStandby && activeRegion == 'standby'
var size = {
  instanceMemoryMB: instanceMemoryMB
  maximumInstanceCount: maximumInstanceCount
  alwaysReadyDurable: alwaysReadyDurable
  alwaysReadyHttp: alwaysReadyHttp
}
var identityOf = {
  id: identity.outputs.id
  clientId: identity.outputs.clientId
  principalId: identity.outputs.principalId
}
var settings = {
  deskAccount: books.outputs.accountName
  insightsConnection: monitoring.outputs.connectionString
  vaultName: vault.outputs.name
  vaultSecrets: vaultSecrets
  desk: deskSettings
  people: people
}
var running = {
  app: standbyRuns ? standby!.outputs.appName : primary.outputs.appName
  host: standbyRuns ? standby!.outputs.hostName : primary.outputs.hostName
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: 'id-${stem}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: stem
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyCapGb: dailyLogCapGb
    principalId: identity.outputs.principalId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: 'kv-${take(name, 6)}-${unique}'
    location: location
    tags: tags
    purgeProtection: purgeProtection
    hasLock: deleteLocks
    workspaceId: monitoring.outputs.workspaceId
    principalId: identity.outputs.principalId
    keyHoldersGroupId: keyHoldersGroupId
  }
}

module books 'modules/books.bicep' = {
  name: 'books'
  params: {
    accountName: 'desk${unique}'
    location: location
    tags: tags
    redundancy: deskRedundancy
    immutability: journalImmutability
    hasLock: deleteLocks
    workspaceId: monitoring.outputs.workspaceId
    principalId: identity.outputs.principalId
    peopleGroupId: peopleGroupId
  }
}

module primary 'modules/region.bicep' = {
  name: 'primary'
  params: {
    name: '${stem}-${unique}'
    hostAccountName: 'host${unique}'
    location: location
    tags: tags
    isActive: !standbyRuns
    identity: identityOf
    size: size
    allowedAddresses: allowedAddresses
    authClientId: authClientId
    allowedClients: allowedClients
    settings: settings
    workspaceId: monitoring.outputs.workspaceId
  }
}

module standby 'modules/region.bicep' = if (hasStandby) {
  name: 'standby'
  params: {
    name: '${stem}-standby-${unique}'
    hostAccountName: 'hostb${unique}'
    location: standbyLocation
    tags: tags
    isActive: standbyRuns
    identity: identityOf
    size: size
    allowedAddresses: allowedAddresses
    authClientId: authClientId
    allowedClients: allowedClients
    settings: settings
    workspaceId: monitoring.outputs.workspaceId
  }
}

module watching 'modules/watching.bicep' = {
  name: 'watching'
  params: {
    name: stem
    location: location
    tags: tags
    people: people
    workspaceId: monitoring.outputs.workspaceId
    insightsId: monitoring.outputs.insightsId
    hostName: running.host
    isEnabled: watched
    leastLevel: watchedLevel
    budgetAmount: budgetAmount
    budgetStart: budgetStart
  }
}

@description('Where the running desk answers.')
output url string = 'https://${running.host}'

@description('The app that runs: what a deployment of code names.')
output appName string = running.app

@description('The app that stands by, empty without one: it is given the same code.')
output standbyAppName string = !hasStandby ? '' : standbyRuns ? primary.outputs.appName : standby!.outputs.appName

@description('Where the secrets go.')
output vaultName string = vault.outputs.name

@description('Where records and journal are.')
output deskAccount string = books.outputs.accountName

@description('Object id of the identity: the app registration trusts it by a federated credential, so that it needs no secret.')
output identityPrincipalId string = identity.outputs.principalId
