using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Control.Operators;
using Trading.Functions.Http;
using Trading.Functions.Http.Door;

namespace Trading.Tests.Functions.Door;

/// <summary>Functions of every kind that the door tells apart.</summary>
internal static class DoorSamples
{
    [Open]
    [Function("Shell")]
    public static IResult Shell([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = RouteTable.Root)] HttpRequest request) => Results.Ok();

    [Function("Look")]
    public static IResult Look([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/look")] HttpRequest request) => Results.Ok();

    [Access(Role.Viewer)]
    [Function("Export")]
    public static IResult Export([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/export")] HttpRequest request) => Results.Ok();

    [Access(Role.Operator)]
    [Function("Stop")]
    public static IResult Stop([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/stop")] HttpRequest request) => Results.Ok();

    [Access(Role.Approver)]
    [Function("Release")]
    public static IResult Release([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/release")] HttpRequest request) => Results.Ok();

    [Function("Forgotten")]
    public static IResult Forgotten([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/forgotten")] HttpRequest request) => Results.Ok();
}
