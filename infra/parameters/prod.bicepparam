// Other people's money: a second region stands by, nothing is deleted by a slip of the hand, everybody is told.
// journalImmutability becomes 'locked' once somebody has locked the policy by hand: docs/deployment.md, The journal's lock.
using '../main.bicep'

param environmentName = 'prod'
param owner = readEnvironmentVariable('DESK_OWNER')
param standbyLocation = readEnvironmentVariable('DESK_STANDBY_LOCATION', '')
param authClientId = readEnvironmentVariable('DESK_AUTH_CLIENT_ID')
param allowedClients = [
  readEnvironmentVariable('DESK_DEPLOY_CLIENT_ID')
]
param allowedAddresses = empty(readEnvironmentVariable('DESK_ADDRESSES', '')) ? [] : split(readEnvironmentVariable('DESK_ADDRESSES', ''), ',')
param peopleGroupId = readEnvironmentVariable('DESK_PEOPLE_GROUP_ID')
param keyHoldersGroupId = readEnvironmentVariable('DESK_KEY_HOLDERS_GROUP_ID')
param people = {
  onCall: split(readEnvironmentVariable('DESK_MAIL_ON_CALL'), ',')
  riskManager: split(readEnvironmentVariable('DESK_MAIL_RISK_MANAGER'), ',')
  compliance: split(readEnvironmentVariable('DESK_MAIL_COMPLIANCE'), ',')
  cto: split(readEnvironmentVariable('DESK_MAIL_CTO'), ',')
}
param deskSettings = {
  TRADING_MODE: 'paper'
}
param deskRedundancy = 'Standard_RAGZRS'
param journalImmutability = 'unlocked'
param deleteLocks = true
param purgeProtection = true
param alwaysReadyHttp = 1
param logRetentionDays = 90
param dailyLogCapGb = 5
param budgetAmount = 400
param budgetStart = readEnvironmentVariable('DESK_BUDGET_START')
