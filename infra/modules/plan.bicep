// The Flex Consumption plan: pays for instances that are kept ready and for what runs.
@description('Name of the plan.')
param name string

@description('Region.')
param location string

@description('Tags of every resource.')
param tags object

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    tier: 'FlexConsumption'
    name: 'FC1'
  }
  properties: {
    reserved: true
  }
}

output id string = plan.id
