#!/usr/bin/env bash
# Registers the desk with the identity provider, once for each environment, and prints the client id that main.bicep asks for.
# Three app roles, a scope by which the Azure CLI asks in a person's name, and no secret: docs/deployment.md says what follows after the first deployment.
set -euo pipefail
name=${1:?"usage: register-app.sh NAME, such as desk-prod"}
roles="$(cd "$(dirname "$0")" && pwd)/app-roles.json"
azure_cli=04b07795-8ddb-461a-bbee-02f9e1bf7b46

if [ -n "$(az ad app list --filter "displayName eq '$name'" --query "[].appId" --output tsv)" ]; then
  echo "there is an app registration $name already: choose another name, or use its client id" >&2
  exit 1
fi

client=$(az ad app create --display-name "$name" --sign-in-audience AzureADMyOrg --app-roles "@$roles" --query appId --output tsv)
object=$(az ad app show --id "$client" --query id --output tsv)
scope=$(uuidgen | tr '[:upper:]' '[:lower:]')
patch() { az rest --method PATCH --url "https://graph.microsoft.com/v1.0/applications/$object" --headers Content-Type=application/json --body "$1" --output none; }

# Tokens of version 2 carry the user name by which the desk knows a person.
patch "{\"identifierUris\":[\"api://$client\"],\"api\":{\"requestedAccessTokenVersion\":2,\"oauth2PermissionScopes\":[{\"id\":\"$scope\",\"value\":\"desk\",\"type\":\"User\",\"isEnabled\":true,\"adminConsentDisplayName\":\"Ask the desk\",\"adminConsentDescription\":\"Ask the desk in the name of whoever is signed in.\"}]}}"
# A second step: a scope must exist before an application may be trusted with it.
patch "{\"api\":{\"preAuthorizedApplications\":[{\"appId\":\"$azure_cli\",\"delegatedPermissionIds\":[\"$scope\"]}]}}"
az ad sp create --id "$client" --output none
echo "$client"
