using Trading.Cli;

// The composition root: the one place that names the machine's clock.
#pragma warning disable RS0030
var clock = TimeProvider.System;
#pragma warning restore RS0030

using var http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5), AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(100) };
return await TradeApp.RunAsync(args, new Terminal(Console.In, Console.Out, Console.Error, !Console.IsInputRedirected, !Console.IsOutputRedirected), http, clock, Environment.GetEnvironmentVariable).ConfigureAwait(false);
