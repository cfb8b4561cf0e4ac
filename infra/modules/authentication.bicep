// App Service authentication: the platform asks who it is before our code runs. Health and readiness alone are asked by machines without a name.
@description('Name of the app.')
param appName string

@description('Client id of the app registration that has the app roles viewer, operator and approver.')
param clientId string

@description('Client ids of other applications that may ask in a person\'s name or their own.')
param allowedClients array

var azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: appName
}

resource authentication 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: true
      runtimeVersion: '~1'
    }
    globalValidation: {
      requireAuthentication: true
      unauthenticatedClientAction: 'RedirectToLoginPage'
      redirectToProvider: 'azureactivedirectory'
      excludedPaths: [
        '/health'
        '/ready'
        '/api/health'
        '/api/ready'
      ]
    }
    httpSettings: {
      requireHttps: true
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
          clientId: clientId
          // No secret: the app's identity vouches for it (a federated credential of the app registration).
          clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
        }
        validation: {
          allowedAudiences: [
            clientId
            'api://${clientId}'
          ]
          defaultAuthorizationPolicy: {
            allowedApplications: concat([clientId, azureCli], allowedClients)
          }
        }
      }
    }
    login: {
      tokenStore: {
        enabled: false
      }
      preserveUrlFragmentsForLogins: true
    }
  }
}
