// The function app: which code runs, how many instances, and from which addresses it may be asked.
@description('Name of the app.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

@description('The Flex Consumption plan.')
param planId string

@description('The identity under which the app runs.')
param identityId string

@description('Where deployed packages are: the address of a container.')
param packagesUrl string

@description('Whether the app runs. Of two regions exactly one does.')
param isActive bool

@description('Memory of an instance, MB.')
param instanceMemoryMB int

@description('The most instances there may be.')
param maximumInstanceCount int

@description('Instances kept ready for orchestrations and activities: without one, a cycle of 15 seconds waits for a cold start.')
param alwaysReadyDurable int

@description('Instances kept ready for HTTP: without one, the kill switch waits for a cold start.')
param alwaysReadyHttp int

@description('Address ranges from which people reach the desk (CIDR). None leaves it to authentication alone.')
param allowedAddresses array

@description('The workspace that is told what the host says, also when the desk cannot speak.')
param workspaceId string

// /health stands open to the availability test as well: see authentication.bicep for the paths that need nobody's name.
var people = [
  for (address, index) in allowedAddresses: {
    name: 'people-${index + 1}'
    action: 'Allow'
    priority: 100 + index
    ipAddress: address
  }
]

var availabilityTest = {
  name: 'availability-test'
  action: 'Allow'
  priority: 300
  tag: 'ServiceTag'
  ipAddress: 'ApplicationInsightsAvailability'
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: planId
    enabled: isActive
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    keyVaultReferenceIdentity: identityId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packagesUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: filter([
          {
            name: 'durable'
            instanceCount: isActive ? alwaysReadyDurable : 0
          }
          {
            name: 'http'
            instanceCount: isActive ? alwaysReadyHttp : 0
          }
        ], group => group.instanceCount > 0)
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      http20Enabled: true
      ipSecurityRestrictionsDefaultAction: empty(allowedAddresses) ? 'Allow' : 'Deny'
      ipSecurityRestrictions: empty(allowedAddresses) ? [] : concat(people, [availabilityTest])
      // Deployments come from anywhere, and only with an identity: see publishing below.
      scmIpSecurityRestrictionsDefaultAction: 'Allow'
      scmIpSecurityRestrictionsUseMain: false
    }
  }
}

// No user name and password publishes code: only an identity with a role on the app.
resource codeByPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

resource filesByPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
  dependsOn: [
    codeByPassword
  ]
}

// Preview is the only version that has log categories of today: the one before it is of 2017.
resource told 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'to-workspace'
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'FunctionAppLogs'
        enabled: true
      }
    ]
  }
}

output name string = app.name
output hostName string = app.properties.defaultHostName
