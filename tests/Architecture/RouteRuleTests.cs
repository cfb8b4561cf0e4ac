using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Trading.Functions.Http;
using Trading.Functions.Http.Door;
using Trading.Functions.Loop;
using Trading.Functions.Work;
using Trading.Operations.Alerting;

namespace Trading.Tests.Architecture;

/// <summary>Each route says who may use it, what it reads and what it answers, and all of it stands in the one context of the routes' JSON.</summary>
public sealed class RouteRuleTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly Assembly Functions = typeof(ApiJson).Assembly;
    private static readonly RouteTable Routes = new(Functions.GetTypes());

    [Fact]
    public void Every_change_names_the_role_that_it_takes_and_only_the_shell_and_health_are_open()
    {
        Assert.Empty(Routes.Entries.Where(static route => route.Role is null && !route.IsOpen && !route.Methods.All(RouteEntry.Reads)).Select(static route => route.Function));
        Assert.Equal(["", "api/health", "api/ready", "health", "ready"], Routes.Entries.Where(static route => route.IsOpen).Select(static route => route.Template));
        Assert.All(Routes.Entries.Where(static route => route.IsOpen), static route => Assert.Equal(["GET"], route.Methods));
    }

    /// <summary>The platform takes an empty route for none, and then calls the function by its name.</summary>
    [Fact]
    public void Every_route_is_spelled_out() => Assert.DoesNotContain(
        Routes.Entries, static route => route.Method.GetParameters().Select(static each => each.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().Any(static trigger => string.IsNullOrEmpty(trigger.Route)));

    [Fact]
    public void Every_route_names_its_methods() => Assert.Empty(Routes.Entries.Where(static route => route.Methods.Count == 0).Select(static route => route.Function));

    [Fact]
    public void No_two_functions_answer_the_same_method_of_the_same_route()
    {
        var all = Routes.Entries.SelectMany(static route => route.Methods.Select(method => $"{method} {route.Template}")).ToList();
        Assert.Empty(all.GroupBy(static each => each, StringComparer.OrdinalIgnoreCase).Where(static same => same.Count() > 1).Select(static same => same.Key));
    }

    [Fact]
    public void What_a_route_answers_and_reads_is_declared_and_in_the_context()
    {
        var faults = new List<string>();
        foreach (var route in Routes.Entries)
        {
            Check(route, "Json", route.Method.GetCustomAttribute<AnswersAttribute>()?.Type, faults);
            Check(route, "AnswerAsync", route.Method.GetCustomAttribute<AnswersAttribute>()?.Type, faults);
            Check(route, "ReadAsync", route.Method.GetCustomAttribute<ReadsAttribute>()?.Type, faults);
        }

        Assert.Empty(faults);
    }

    [Fact]
    public void What_an_alert_tells_to_ask_first_is_there()
    {
        foreach (var (method, path) in AlertTable.All.SelectMany(static rule => Regex.Matches(rule.Runbook, "(?<method>GET|POST) (?<path>[a-z][A-Za-z_/]*)", RegexOptions.ExplicitCapture, Patience)).Select(static found => (found.Groups["method"].Value, found.Groups["path"].Value)))
        {
            Assert.True(Routes.Entries.Any(route => route.Methods.Contains(method) && Fits(route.Template, path)), $"{method} {path}");
            var agent = path.Split("agents/restart/");
            Assert.True(agent.Length == 1 || LoopControl.IsCalled(agent[1]) || HandRuns.Find(agent[1]) is not null, path);
        }
    }

    // The helpers are generic: what they are called with is what is written or read.
    private static void Check(RouteEntry route, string helper, Type? declared, List<string> faults)
    {
        foreach (var type in TypesGivenTo(helper, route.Method).Distinct())
        {
            if (type != declared)
            {
                faults.Add($"{route.Function}: {helper} of {type.Name}, and its attribute says {declared?.Name ?? "nothing"}");
            }

            if (ApiJson.Default.GetTypeInfo(type) is null)
            {
                faults.Add($"{route.Function}: {type.Name} is not in ApiJson");
            }
        }
    }

    private static IEnumerable<Type> TypesGivenTo(string helper, MethodBase function) =>
        from instruction in IlReader.ReadDeep(function, [Functions])
        where instruction.Operand is MethodInfo { IsGenericMethod: true } called
            && called.Name == helper
            && (called.DeclaringType == typeof(Answer) || called.DeclaringType == typeof(RequestBody) || called.DeclaringType == typeof(Snapshots))
        let type = ((MethodInfo)instruction.Operand).GetGenericArguments()[0]
        where !type.IsGenericParameter
        select type;

    private static bool Fits(string template, string path) =>
        Regex.IsMatch($"api/{path}", $"^{Regex.Replace(template, @"\{[a-z]+\}", "[^/]+", RegexOptions.None, Patience)}$", RegexOptions.None, Patience);
}
