// The desk that runs before production does: watched like it, on a paper account, and still to be deleted.
using '../main.bicep'

param environmentName = 'test'
param owner = readEnvironmentVariable('DESK_OWNER')
param authClientId = readEnvironmentVariable('DESK_AUTH_CLIENT_ID')
param allowedClients = [
  readEnvironmentVariable('DESK_DEPLOY_CLIENT_ID')
]
param peopleGroupId = readEnvironmentVariable('DESK_PEOPLE_GROUP_ID')
param keyHoldersGroupId = readEnvironmentVariable('DESK_KEY_HOLDERS_GROUP_ID')
param people = {
  onCall: [
    readEnvironmentVariable('DESK_MAIL_ON_CALL')
  ]
  riskManager: []
  compliance: []
  cto: []
}
param deskSettings = {
  TRADING_MODE: 'paper'
}
param deskRedundancy = 'Standard_ZRS'
param journalImmutability = 'unlocked'
param budgetAmount = 200
param budgetStart = readEnvironmentVariable('DESK_BUDGET_START')
