// What the desk does in its storage, and what people may: look at everything, and write the two files by which they stop it and limit it when HTTP is down.
@description('Name of the desk\'s storage account.')
param accountName string

@description('Principal id of the identity under which the app runs.')
param principalId string

@description('Object id of the group of people who run the desk; empty gives nobody access.')
param peopleGroupId string

var roles = [
  'ba92f5b4-2d11-453d-a403-e96b0029c9fe' // Storage Blob Data Contributor
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3' // Storage Table Data Contributor
]

var looking = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1' // Storage Blob Data Reader
var writing = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe' // Storage Blob Data Contributor

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: accountName
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' existing = {
  parent: account
  name: 'default'
}

resource byHand 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' existing = [
  for container in ['control', 'config']: {
    parent: blobs
    name: container
  }
]

resource desk 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in roles: {
    scope: account
    name: guid(account.id, principalId, role)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource lookers 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(peopleGroupId)) {
  scope: account
  name: guid(account.id, peopleGroupId, looking)
  properties: {
    principalId: peopleGroupId
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', looking)
  }
}

resource writers 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for index in range(0, 2): if (!empty(peopleGroupId)) {
    scope: byHand[index]
    name: guid(byHand[index].id, peopleGroupId, writing)
    properties: {
      principalId: peopleGroupId
      principalType: 'Group'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', writing)
    }
  }
]
