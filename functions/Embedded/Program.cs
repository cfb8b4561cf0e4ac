using Trading.Embedded.Rehearsal;
using Trading.Embedded.Verbs;
using Trading.Functions.Composition;

// The composition root: the one place that names the machine's clock.
#pragma warning disable RS0030
var clock = TimeProvider.System;
#pragma warning restore RS0030

return await EmbeddedApp.RunAsync(args, new FunctionApp(typeof(TradingServices).Assembly, TradingServices.AddTrading, clock));
