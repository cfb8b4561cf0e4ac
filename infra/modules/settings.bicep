// Every setting of the app, and nothing that is secret: secrets are named here and kept in the vault. A test compares the names with the code's own table.
@description('Name of the app.')
param appName string

@description('Client id of the identity under which the app runs.')
param identityClientId string

@description('Storage of the host: durable queues and tables, timers, packages.')
param hostAccount string

@description('Storage of the desk: records and journal.')
param deskAccount string

@description('Where telemetry goes.')
param insightsConnection string

@description('The vault that keeps the secrets.')
param vaultName string

@description('Names of the secrets that the vault holds. A setting whose secret is not among them is left out.')
param vaultSecrets array

@description('Settings of the desk by name, such as TRADING_MODE; what is left out keeps its standard value.')
param desk object

@description('Mail addresses by role: onCall, riskManager, compliance, cto.')
param people object

var secret = toObject(vaultSecrets, name => name, name => '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${name})')

// Flex Consumption refuses FUNCTIONS_WORKER_RUNTIME and FUNCTIONS_EXTENSION_VERSION: the runtime stands in the app's own configuration.
var platform = {
  // The page at / is ours.
  AzureWebJobsDisableHomepage: 'true'
  AzureWebJobsStorage__accountName: hostAccount
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: identityClientId
  // Every trace is kept. The exporter's standard keeps five a second and drops the log records of the others, the journal's events among them.
  OTEL_TRACES_SAMPLER: 'microsoft.fixed_percentage'
  OTEL_TRACES_SAMPLER_ARG: '1.0'
}

// In the order of the table in code. WEBSITE_AUTH_ENABLED is not here: the platform sets it itself where authentication is on.
var settings = {
  TRADING_MODE: desk.?TRADING_MODE ?? ''
  TRADING_LIVE: desk.?TRADING_LIVE ?? ''
  TRADING_LIVE_CONFIRM_TOKEN: secret[?'trading-live-confirm-token'] ?? ''
  TRADING_KILL_SWITCH: desk.?TRADING_KILL_SWITCH ?? ''
  TRADING_ALERT_WEBHOOK: secret[?'trading-alert-webhook'] ?? ''
  TRADING_ALERT_WEBHOOK_FORM: desk.?TRADING_ALERT_WEBHOOK_FORM ?? ''
  TRADING_SMTP_HOST: desk.?TRADING_SMTP_HOST ?? ''
  TRADING_SMTP_PORT: desk.?TRADING_SMTP_PORT ?? ''
  TRADING_SMTP_USER: secret[?'trading-smtp-user'] ?? ''
  TRADING_SMTP_PASSWORD: secret[?'trading-smtp-password'] ?? ''
  TRADING_SMTP_TLS: desk.?TRADING_SMTP_TLS ?? ''
  TRADING_SMTP_FROM: desk.?TRADING_SMTP_FROM ?? ''
  TRADING_NOTIFY_ONCALL: join(people.onCall, ',')
  TRADING_NOTIFY_RISK_MANAGER: join(people.riskManager, ',')
  TRADING_NOTIFY_COMPLIANCE: join(people.compliance, ',')
  TRADING_NOTIFY_CTO: join(people.cto, ',')
  TRADING_STORAGE_ACCOUNT: deskAccount
  // The emulator's, on a laptop. In the cloud an account is reached by identity.
  TRADING_STORAGE_CONNECTION: ''
  AZURE_CLIENT_ID: identityClientId
  APCA_API_KEY_ID: secret[?'apca-api-key-id'] ?? ''
  APCA_API_SECRET_KEY: secret[?'apca-api-secret-key'] ?? ''
  TRADING_BROKER_URL: desk.?TRADING_BROKER_URL ?? ''
  TRADING_DATA_URL: desk.?TRADING_DATA_URL ?? ''
  TRADING_DATA_FEED: desk.?TRADING_DATA_FEED ?? ''
  TRADING_BROKER_REQUESTS: desk.?TRADING_BROKER_REQUESTS ?? ''
  TRADING_UNIVERSE: desk.?TRADING_UNIVERSE ?? ''
  OTEL_EXPORTER_OTLP_ENDPOINT: desk.?OTEL_EXPORTER_OTLP_ENDPOINT ?? ''
  OTEL_EXPORTER_OTLP_PROTOCOL: desk.?OTEL_EXPORTER_OTLP_PROTOCOL ?? ''
  OTEL_EXPORTER_OTLP_HEADERS: secret[?'otel-exporter-otlp-headers'] ?? ''
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnection
}

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: appName
}

// What is empty is left out, so that the standard value in code counts.
resource appSettings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(platform, toObject(filter(items(settings), setting => !empty(setting.value)), setting => setting.key, setting => setting.value))
}
