// Where the broker's keys and the notifiers' passwords are. No deployment sees a value: people put them there.
@description('Name of the vault: at most 24 characters, and unique in the world.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('A deleted vault can be brought back for this many days.')
param undeleteDays int = 30

@description('Nobody, not even its owner, can destroy a deleted vault before its time. Cannot be taken back.')
param purgeProtection bool

@description('Whether the vault is locked against deletion.')
param hasLock bool

@description('The workspace that is told who read a secret.')
param workspaceId string

@description('Principal id of the identity under which the app runs.')
param principalId string

@description('Object id of the group of people who keep the keys; empty gives nobody access.')
param keyHoldersGroupId string

var reading = '4633458b-17de-408a-b874-0445c86b69e6' // Key Vault Secrets User
var keeping = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7' // Key Vault Secrets Officer

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: undeleteDays
    // The platform takes true or nothing at all.
    enablePurgeProtection: purgeProtection ? true : null
  }
}

resource desk 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, principalId, reading)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', reading)
  }
}

resource keyHolders 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(keyHoldersGroupId)) {
  scope: vault
  name: guid(vault.id, keyHoldersGroupId, keeping)
  properties: {
    principalId: keyHoldersGroupId
    principalType: 'Group'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keeping)
  }
}

// Preview is the only version that has log categories of today: the one before it is of 2017.
resource told 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (hasLock) {
  scope: vault
  name: 'secrets'
  properties: {
    level: 'CanNotDelete'
    notes: 'The broker\'s keys. docs/deployment.md, Teardown, says how it ends.'
  }
}

output name string = vault.name
