// What a month may cost before somebody is told. A budget tells; it stops nothing.
@description('Name of the budget.')
param name string

@description('The most a month should cost, in the currency of the subscription.')
param amount int

@description('First day of the month from which it counts, such as 2026-12-01: the month of the first deployment, and never changed afterwards.')
param start string

@description('Action groups by the words oncall, risk_manager, compliance, cto.')
param groups object

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: start
    }
    notifications: {
      forecast: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: []
        contactGroups: [
          groups.cto
        ]
      }
      spent: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 90
        thresholdType: 'Actual'
        contactEmails: []
        contactGroups: [
          groups.cto
          groups.oncall
        ]
      }
    }
  }
}
