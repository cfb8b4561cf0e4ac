using System.Security.Cryptography;
using Trading.Embedded.Verbs;
using Trading.Functions.Embedded;

// The composition root: the one place that names the machine's clock and draws random bytes.
#pragma warning disable RS0030
var clock = TimeProvider.System;
#pragma warning restore RS0030

return await EmbeddedApp.RunAsync(args, TradingApp.Create(clock, RandomNumberGenerator.GetBytes));
