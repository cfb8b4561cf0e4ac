using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Trading.Embedded.Rehearsal;
using Trading.Embedded.Runtime.Http;
using Trading.Embedded.Verbs;
using Trading.Functions.Composition;
using Trading.Functions.Http.Door;

// The composition root: the one place that names the machine's clock and draws random bytes.
#pragma warning disable RS0030
var clock = TimeProvider.System;
#pragma warning restore RS0030

var app = new FunctionApp(
    typeof(TradingServices).Assembly,
    services =>
    {
        // On one machine, loopback is whoever sits at it.
        services.AddSingleton(new DoorOptions { LoopbackIsPerson = true });
        services.AddTrading();
    },
    clock,
    RandomNumberGenerator.GetBytes,
    services => new HttpGuard(services.GetRequiredService<RequestPipeline>().AnswerAsync, Faults.Unmatched));
return await EmbeddedApp.RunAsync(args, app);
