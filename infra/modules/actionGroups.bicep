// Who is told, by role. A role without addresses of its own is reached where those on call are.
@description('Name from which the groups are named.')
param name string

@description('Tags of every resource.')
param tags object

@description('Mail addresses by role: onCall, riskManager, compliance, cto.')
param people object

var roles = [
  {
    word: 'oncall'
    mail: people.onCall
  }
  {
    word: 'risk_manager'
    mail: empty(people.riskManager) ? people.onCall : people.riskManager
  }
  {
    word: 'compliance'
    mail: empty(people.compliance) ? people.onCall : people.compliance
  }
  {
    word: 'cto'
    mail: empty(people.cto) ? people.onCall : people.cto
  }
]

resource groups 'Microsoft.Insights/actionGroups@2023-01-01' = [
  for role in roles: {
    name: 'ag-${name}-${role.word}'
    location: 'global'
    tags: tags
    properties: {
      groupShortName: take(role.word, 12)
      enabled: true
      emailReceivers: map(range(0, length(role.mail)), index => {
        name: '${role.word}-${index + 1}'
        emailAddress: role.mail[index]
        useCommonAlertSchema: true
      })
    }
  }
]

// The words are those of the alert table: a rule names whom it tells by them.
output ids object = {
  oncall: groups[0].id
  risk_manager: groups[1].id
  compliance: groups[2].id
  cto: groups[3].id
}
