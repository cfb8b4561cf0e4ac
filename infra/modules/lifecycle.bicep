// Blobs go by themselves when the desk's own job has not removed them long after their time: the job knows what something open still needs, a rule does not. The table is infra/retention.json;
// a test compares it with the desk's own.
@description('Name of the desk\'s storage account.')
param accountName string

var table = loadJsonContent('../retention.json')

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: accountName
}

resource policy 'Microsoft.Storage/storageAccounts/managementPolicies@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: concat(map(table.blobs, kind => {
          name: kind.name
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: {
              blobTypes: [
                'blockBlob'
                'appendBlob'
              ]
              prefixMatch: [
                kind.prefix
              ]
            }
            actions: {
              baseBlob: {
                delete: {
                  daysAfterModificationGreaterThan: kind.days
                }
              }
            }
          }
        }), [
          {
            name: 'overwritten'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: {
                blobTypes: [
                  'blockBlob'
                ]
              }
              actions: {
                version: {
                  delete: {
                    daysAfterCreationGreaterThan: table.versionDays
                  }
                }
              }
            }
          }
        ])
    }
  }
}
