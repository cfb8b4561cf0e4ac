// What the desk needs in one region: host storage, plan and app. The desk's own storage is one for all regions.
@description('Name from which everything here is named.')
param name string

@description('Name of the host\'s storage account.')
param hostAccountName string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Whether the app of this region runs.')
param isActive bool

@description('The identity: id, clientId, principalId.')
param identity object

@description('Size of the app: instanceMemoryMB, maximumInstanceCount, alwaysReadyDurable, alwaysReadyHttp.')
param size object

@description('Address ranges from which people reach the desk (CIDR).')
param allowedAddresses array

@description('Client id of the app registration.')
param authClientId string

@description('Client ids of other applications that may ask.')
param allowedClients array

@description('What the settings are made of: deskAccount, insightsConnection, vaultName, vaultSecrets, desk, people.')
param settings object

@description('The workspace that is told what the host says.')
param workspaceId string

var packages = 'packages'

module hostStorage 'storage.bicep' = {
  name: 'host-storage-${hostAccountName}'
  params: {
    name: hostAccountName
    location: location
    tags: tags
    redundancy: 'Standard_LRS'
    keepsHistory: false
    containers: [
      packages
    ]
  }
}

module hostRoles 'hostRoles.bicep' = {
  name: 'host-roles-${hostAccountName}'
  params: {
    accountName: hostStorage.outputs.name
    principalId: identity.principalId
  }
}

module plan 'plan.bicep' = {
  name: 'plan-${hostAccountName}'
  params: {
    name: 'plan-${name}'
    location: location
    tags: tags
  }
}

module app 'app.bicep' = {
  name: 'app-${hostAccountName}'
  params: {
    name: 'func-${name}'
    location: location
    tags: tags
    planId: plan.outputs.id
    identityId: identity.id
    packagesUrl: '${hostStorage.outputs.blobEndpoint}${packages}'
    isActive: isActive
    instanceMemoryMB: size.instanceMemoryMB
    maximumInstanceCount: size.maximumInstanceCount
    alwaysReadyDurable: size.alwaysReadyDurable
    alwaysReadyHttp: size.alwaysReadyHttp
    allowedAddresses: allowedAddresses
    workspaceId: workspaceId
  }
  dependsOn: [
    hostRoles
  ]
}

// Authentication first: no moment in which the app runs and the platform asks nobody.
module authentication 'authentication.bicep' = {
  name: 'authentication-${hostAccountName}'
  params: {
    appName: app.outputs.name
    clientId: authClientId
    allowedClients: allowedClients
  }
}

module appSettings 'settings.bicep' = {
  name: 'settings-${hostAccountName}'
  params: {
    appName: app.outputs.name
    identityClientId: identity.clientId
    hostAccount: hostStorage.outputs.name
    deskAccount: settings.deskAccount
    insightsConnection: settings.insightsConnection
    vaultName: settings.vaultName
    vaultSecrets: settings.vaultSecrets
    desk: settings.desk
    people: settings.people
  }
  dependsOn: [
    authentication
  ]
}

output appName string = app.outputs.name
output hostName string = app.outputs.hostName
