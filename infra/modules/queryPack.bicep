// The queries of the runbook, where people look for queries: in the portal, under the hub "Queries". Each answers the question of its first line.
@description('Name of the pack.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

var queries = {
  'alerts-raised': loadTextContent('../queries/alerts-raised.kql')
  'broker-requests': loadTextContent('../queries/broker-requests.kql')
  'checks-blocked': loadTextContent('../queries/checks-blocked.kql')
  'desk-alert': loadTextContent('../queries/desk-alert.kql')
  'desk-silent': loadTextContent('../queries/desk-silent.kql')
  'differences': loadTextContent('../queries/differences.kql')
  'job-failures': loadTextContent('../queries/job-failures.kql')
  'kill-switch': loadTextContent('../queries/kill-switch.kql')
  'limits-changed': loadTextContent('../queries/limits-changed.kql')
  'missed-timers': loadTextContent('../queries/missed-timers.kql')
  'nothing-bought': loadTextContent('../queries/nothing-bought.kql')
  'readings': loadTextContent('../queries/readings.kql')
  'refused-requests': loadTextContent('../queries/refused-requests.kql')
  'scan-ran': loadTextContent('../queries/scan-ran.kql')
  'slippage-by-hour': loadTextContent('../queries/slippage-by-hour.kql')
  'slowest-job': loadTextContent('../queries/slowest-job.kql')
  'trade-chain': loadTextContent('../queries/trade-chain.kql')
  'unknown-orders': loadTextContent('../queries/unknown-orders.kql')
  'what-logs-cost': loadTextContent('../queries/what-logs-cost.kql')
}

resource pack 'Microsoft.OperationalInsights/queryPacks@2019-09-01' = {
  name: name
  location: location
  tags: tags
  properties: {}
}

resource query 'Microsoft.OperationalInsights/queryPacks/queries@2019-09-01' = [
  for each in items(queries): {
    parent: pack
    name: guid(pack.id, each.key)
    properties: {
      displayName: substring(first(split(each.value, '\n')), 3)
      description: each.key
      body: each.value
      related: {
        categories: [
          'applications'
        ]
        resourceTypes: [
          'microsoft.operationalinsights/workspaces'
        ]
      }
      tags: {
        trading: [
          each.key
        ]
      }
    }
  }
]
