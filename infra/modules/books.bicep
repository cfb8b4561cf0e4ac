// The desk's own storage: records and journal, kept apart from the host's, copied further and kept longer.
@description('Name of the account.')
param accountName string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('How many copies there are and where.')
param redundancy string

@description('none, unlocked or locked: whether blobs of the journal can be deleted.')
param immutability string

@description('Whether the account is locked against deletion.')
param hasLock bool

@description('The workspace that is told who wrote and deleted blobs.')
param workspaceId string

@description('Principal id of the identity under which the app runs.')
param principalId string

@description('Object id of the group of people who run the desk; empty gives nobody access.')
param peopleGroupId string

var retention = loadJsonContent('../retention.json')

module storage 'storage.bicep' = {
  name: 'desk-storage'
  params: {
    name: accountName
    location: location
    tags: tags
    redundancy: redundancy
    keepsHistory: true
    containers: retention.containers
  }
}

module journal 'journal.bicep' = {
  name: 'journal'
  params: {
    accountName: storage.outputs.name
    days: retention.journalDays
    immutability: immutability
  }
}

module lifecycle 'lifecycle.bicep' = {
  name: 'lifecycle'
  params: {
    accountName: storage.outputs.name
  }
}

module roles 'deskRoles.bicep' = {
  name: 'desk-roles'
  params: {
    accountName: storage.outputs.name
    principalId: principalId
    peopleGroupId: peopleGroupId
  }
}

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: accountName
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' existing = {
  parent: account
  name: 'default'
}

// Not reads: the desk reads its blobs all day. Preview is the only version that has log categories of today: the one before it is of 2017.
resource told 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: blobs
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'StorageWrite'
        enabled: true
      }
      {
        category: 'StorageDelete'
        enabled: true
      }
    ]
  }
  dependsOn: [
    storage
  ]
}

// Against a slip of the hand: it keeps the account, not what is in it.
resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (hasLock) {
  scope: account
  name: 'books'
  properties: {
    level: 'CanNotDelete'
    notes: 'Records and journal of the desk. docs/deployment.md, Teardown, says how it ends.'
  }
  dependsOn: [
    journal
    lifecycle
    roles
  ]
}

output accountName string = storage.outputs.name
