// The journal's container: what was appended can be neither changed nor deleted while the policy holds.
@description('Name of the desk\'s storage account.')
param accountName string

@description('Days from its making for which a blob of the journal cannot be deleted.')
param days int

@description('none: a journal that can be deleted. unlocked: a policy that its owner can still shorten or remove. locked: it was locked by hand, and a locked policy refuses to be deployed again.')
param immutability string

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: accountName
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' existing = {
  parent: account
  name: 'default'
}

resource journal 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = {
  parent: blobs
  name: 'journal'
  properties: {
    publicAccess: 'None'
  }
}

// Appending goes on under the policy: the journal is made of append blobs, one or more a trading date.
resource policy 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2025-01-01' = if (immutability == 'unlocked') {
  parent: journal
  name: 'default'
  properties: {
    immutabilityPeriodSinceCreationInDays: days
    allowProtectedAppendWrites: true
  }
}
