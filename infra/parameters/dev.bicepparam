// One person's desk to try things on: cheap, unwatched, and deleted with its resource group.
using '../main.bicep'

param environmentName = 'dev'
param owner = readEnvironmentVariable('DESK_OWNER', 'nobody yet')
param authClientId = readEnvironmentVariable('DESK_AUTH_CLIENT_ID')
param peopleGroupId = readEnvironmentVariable('DESK_PEOPLE_GROUP_ID', '')
param keyHoldersGroupId = readEnvironmentVariable('DESK_KEY_HOLDERS_GROUP_ID', '')
param people = {
  onCall: [
    readEnvironmentVariable('DESK_MAIL_ON_CALL')
  ]
  riskManager: []
  compliance: []
  cto: []
}
param deskSettings = {
  TRADING_MODE: 'dry_run'
}
param watched = false
param budgetAmount = 100
param budgetStart = readEnvironmentVariable('DESK_BUDGET_START')
