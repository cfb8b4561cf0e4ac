// A storage account that knows no keys: every request carries an identity.
@description('Name of the account: 3 to 24 lower-case letters and digits.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('How many copies there are and where, such as Standard_LRS or Standard_RAGZRS.')
param redundancy string

@description('Keep overwritten and deleted blobs for a while.')
param keepsHistory bool

@description('Days for which deleted blobs and containers can be brought back.')
param undeleteDays int = 14

@description('Containers that exist from the start; others are made when they are first written.')
param containers array = []

var undelete = keepsHistory ? {
  enabled: true
  days: undeleteDays
} : {
  enabled: false
}

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: redundancy
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: keepsHistory
    deleteRetentionPolicy: undelete
    containerDeleteRetentionPolicy: undelete
  }
}

resource named 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = [
  for container in containers: {
    parent: blobs
    name: container
    properties: {
      publicAccess: 'None'
    }
  }
]

output name string = account.name
output blobEndpoint string = account.properties.primaryEndpoints.blob
