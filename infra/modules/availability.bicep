// The dead man's switch outside the desk's own timers: five places in the world ask /health every five minutes.
@description('Name from which test and alert are named.')
param name string

@description('Region of the Application Insights component.')
param location string

@description('Tags of every resource.')
param tags object

@description('The Application Insights component that keeps the answers.')
param insightsId string

@description('Host name of the app that should answer.')
param hostName string

@description('Action groups by the words oncall, risk_manager, compliance, cto.')
param groups object

@description('Whether the test asks.')
param isEnabled bool

var places = [
  'us-va-ash-azr'
  'us-il-ch1-azr'
  'us-ca-sjc-azr'
  'emea-nl-ams-azr'
  'emea-gb-db3-azr'
]

resource test 'Microsoft.Insights/webtests@2022-06-15' = {
  name: 'test-${name}-health'
  location: location
  tags: union(tags, {
    'hidden-link:${insightsId}': 'Resource'
  })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: 'test-${name}-health'
    Name: '${name} health'
    Description: 'Does the desk answer, and is it healthy or degraded.'
    Enabled: isEnabled
    Kind: 'standard'
    Frequency: 300
    Timeout: 60
    RetryEnabled: true
    Locations: map(places, place => {
      Id: place
    })
    Request: {
      RequestUrl: 'https://${hostName}/health'
      HttpVerb: 'GET'
      FollowRedirects: false
      ParseDependentRequests: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 14
    }
  }
}

resource alert 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-${name}-not-answering'
  location: 'global'
  tags: tags
  properties: {
    description: 'The desk does not answer, or says that it is unhealthy, to two places in the world. Look at /health; stops rest at the broker.'
    severity: 0
    enabled: isEnabled
    scopes: [
      test.id
      insightsId
    ]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: test.id
      componentId: insightsId
      failedLocationCount: 2
    }
    actions: [
      {
        actionGroupId: groups.oncall
      }
    ]
  }
}
