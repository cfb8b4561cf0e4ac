using Trading.Functions.AzureHost;

// The composition root: the one place that names the machine's clock and the environment.
#pragma warning disable RS0030
var clock = TimeProvider.System;
#pragma warning restore RS0030

return await AzureApp.RunAsync(args, clock, Environment.GetEnvironmentVariable);
