using NodaTime;
using Trading.Operations.Alerting;

namespace Trading.Tests.Shared.Operations.Alerting;

/// <summary>Messages: on record until taken, folded when many, never dropped, never in the way.</summary>
public sealed class CourierTests : IDisposable
{
    private readonly AlertDeskFixture desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task A_message_says_what_it_is_how_bad_and_what_to_do()
    {
        await desk.RaiseAsync("position-missing");
        await desk.Courier.DeliverAsync(default);
        var message = Assert.Single(desk.Channel.Taken);
        Assert.Equal("SEV2 position-missing AIG. The broker has fewer shares than our fills leave. To do: Ask who sold them; compare with the account's history", message.Title);
        Assert.Equal(["AIG: position-missing of AIG [2013-10-07:position-missing:AIG]"], message.Lines);
        Assert.Equal([AlertParty.OnCall, AlertParty.RiskManager], message.Parties);
    }

    [Fact]
    public async Task What_is_about_the_desk_has_no_subject_and_what_names_its_subject_names_it_once()
    {
        await desk.Alerts.RaiseAsync("gate-shut", Trading.Operations.AlertSeverity.Critical, string.Empty, "Watchlist missing", default);
        await desk.Alerts.RaiseAsync("unhealthy", Trading.Operations.AlertSeverity.Critical, "loop", "loop: none runs", default);
        await desk.Courier.DeliverAsync(default);
        Assert.Equal(["Watchlist missing [2013-10-07:gate-shut:]", "loop: none runs [2013-10-07:unhealthy:loop]"], desk.Channel.Taken.SelectMany(message => message.Lines).Order(StringComparer.Ordinal));
        Assert.StartsWith("SEV2 gate-shut. The", desk.Channel.Taken.Single(message => message.Code == "gate-shut").Title, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Bug", "C6.49")]
    public async Task A_storm_at_the_start_is_one_message_with_a_count()
    {
        for (var i = 0; i < 200; i++)
        {
            await desk.RaiseAsync("fill-unmatched", $"S{i:000}");
        }

        await desk.Courier.DeliverAsync(default);
        var message = Assert.Single(desk.Channel.Taken);
        Assert.Equal((200, 21), (message.Count, message.Lines.Count));
        Assert.Equal("and 180 more", message.Lines[^1]);
        Assert.Contains("fill-unmatched: 200 alerts", message.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trickle_of_one_code_is_three_messages_and_then_one_of_the_rest()
    {
        for (var i = 0; i < 10; i++)
        {
            await desk.RaiseAsync("fill-unmatched", $"S{i}");
            await desk.Courier.DeliverAsync(default);
            desk.Clock.Advance(Duration.FromSeconds(10));
        }

        Assert.Equal([1, 1, 1], desk.Channel.Taken.Select(message => message.Count));
        await desk.PassAsync(5);
        Assert.Equal([1, 1, 1, 7], desk.Channel.Taken.Select(message => message.Count));
    }

    [Fact]
    public async Task What_comes_and_goes_is_said_once_in_a_quarter_of_an_hour()
    {
        for (var i = 0; i < 6; i++)
        {
            await desk.ReadAsync("slippage_bps", i % 2 == 0 ? 6m : 1m);
            await desk.Courier.DeliverAsync(default);
            desk.Clock.Advance(Duration.FromMinutes(1));
        }

        Assert.Single(desk.Channel.Taken);
        await desk.PassAsync(15);
        Assert.Equal([1, 2], desk.Channel.Taken.Select(message => message.Count));
    }

    [Fact]
    [Trait("Bug", "C6.49")]
    public async Task Nothing_is_dropped_by_a_dead_server_or_a_restart()
    {
        desk.Channel.IsDown = true;
        await desk.RaiseAsync("position-missing");
        await desk.RaiseAsync("order-lost", "o1");
        await desk.PassAsync(10);
        desk.Build();
        await desk.PassAsync(5);
        Assert.Empty(desk.Channel.Taken);
        Assert.Equal("webhook", (await desk.OneAsync("notifier-down")).Subject);
        desk.Channel.IsDown = false;
        await desk.PassAsync(5);
        Assert.Equal(["notifier-down", "order-lost", "position-missing"], desk.Channel.Taken.Where(message => message.Kind == "raised").Select(message => message.Code).Order(StringComparer.Ordinal));
        await desk.PassAsync(5);
        Assert.Equal(3, desk.Channel.Taken.Count(message => message.Kind == "raised"));
    }

    [Fact]
    public async Task A_dead_server_is_tried_once_a_round_and_journalled_once_a_message()
    {
        desk.Channel.IsDown = true;
        for (var i = 0; i < 5; i++)
        {
            await desk.RaiseAsync("position-missing", $"S{i}");
            await desk.RaiseAsync("order-lost", $"o{i}");
        }

        await desk.Courier.DeliverAsync(default);
        await desk.Courier.DeliverAsync(default);
        Assert.Equal(2, desk.Channel.Tries);
        Assert.Equal(5, (await desk.KindsAsync("alert-not-sent")).Count);
    }

    [Fact]
    public async Task Only_those_who_can_be_reached_by_a_channel_are_sent_its_way()
    {
        desk.Channel.Knows = party => party == AlertParty.RiskManager;
        await desk.RaiseAsync("job-failed", "Scan");
        await desk.RaiseAsync("position-missing");
        await desk.Courier.DeliverAsync(default);
        Assert.Equal([AlertParty.RiskManager], Assert.Single(desk.Channel.Taken).Parties);
    }

    [Fact]
    public async Task Whoever_was_called_for_something_grave_hears_that_it_is_over()
    {
        await desk.ReadAsync("slippage_bps", 11m);
        await desk.ReadAsync("slippage_bps", 1m);
        await desk.Courier.DeliverAsync(default);
        Assert.Equal(["raised slippage-critical", "resolved slippage-critical"], desk.Channel.Taken.Select(message => $"{message.Kind} {message.Code}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_test_says_which_channel_took_it()
    {
        Assert.Null((await desk.Courier.TestAsync("jane", default))["webhook"]);
        desk.Channel.IsDown = true;
        Assert.Equal("HttpRequestException", (await desk.Courier.TestAsync("jane", default))["webhook"]);
    }

    [Fact]
    public async Task Two_processes_send_one_message()
    {
        await desk.RaiseAsync("position-missing");
        using var other = new Courier(desk.Store, [desk.Channel], desk.Journal, new Redaction([]), desk.Clock);
        await Task.WhenAll(desk.Courier.DeliverAsync(default), other.DeliverAsync(default));
        Assert.Single(desk.Channel.Taken);
    }
}
