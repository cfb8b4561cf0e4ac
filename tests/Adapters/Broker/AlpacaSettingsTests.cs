using Trading.Adapters.Broker;
using Trading.Brokers;

namespace Trading.Tests.Adapters.Broker;

public sealed class AlpacaSettingsTests
{
    private const string Secret = "s3cr3t-of-the-broker";

    [Fact]
    public void Paper_and_the_feed_of_one_exchange_are_the_standard()
    {
        var settings = Read();
        Assert.Equal((VenueKind.Paper, "https://data.alpaca.markets/", false, 200), (settings.Venue.Kind, settings.Data.ToString(), settings.IsConsolidated, settings.RequestsPerMinute));
    }

    [Theory]
    [InlineData("https://api.alpaca.markets", VenueKind.Live)]
    [InlineData("https://API.alpaca.markets/", VenueKind.Live)]
    [InlineData("https://paper-api.alpaca.markets", VenueKind.Paper)]
    [InlineData("http://127.0.0.1:7080", VenueKind.Simulated)]
    public void An_endpoint_says_whose_money_it_trades(string url, VenueKind kind) => Assert.Equal(kind, Read(("TRADING_BROKER_URL", url)).Venue.Kind);

    [Fact]
    public void A_simulator_takes_any_key_and_gives_its_own_data_without_a_budget()
    {
        var settings = AlpacaSettings.Read(name => name == "TRADING_BROKER_URL" ? "http://localhost:7080" : null);
        Assert.Equal(("http://localhost:7080/", (int?)null), (settings.Data.ToString(), settings.RequestsPerMinute));
    }

    [Theory]
    [InlineData("APCA_API_KEY_ID", "")]
    [InlineData("APCA_API_KEY_ID", "PK with a blank")]
    [InlineData("APCA_API_SECRET_KEY", null)]
    [InlineData("TRADING_BROKER_URL", "https://paper-api.alpaca.markets.evil.example")]
    [InlineData("TRADING_BROKER_URL", "http://api.alpaca.markets")]
    [InlineData("TRADING_BROKER_URL", "https://api.alpaca.markets/v2")]
    [InlineData("TRADING_BROKER_URL", "https://me:" + "s3cr3t-of-the-broker@api.alpaca.markets")]
    [InlineData("TRADING_BROKER_URL", "paper")]
    [InlineData("TRADING_DATA_URL", "https://api.alpaca.markets")]
    [InlineData("TRADING_DATA_URL", "http://127.0.0.1:7080")]
    [InlineData("TRADING_DATA_FEED", "SIP+")]
    [InlineData("TRADING_BROKER_REQUESTS", "0")]
    [InlineData("TRADING_BROKER_REQUESTS", "1e3")]
    [Trait("Bug", "C3.14")]
    public void A_wrong_setting_is_named_in_one_line_without_a_secret(string name, string? value)
    {
        var fault = Assert.Throws<FormatException>(() => Read((name, value)));
        Assert.StartsWith($"{name}: ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, fault.Message, StringComparison.Ordinal);
        Assert.Single(fault.Message.Split('\n'));
    }

    [Fact]
    public void Settings_never_print_the_key() => Assert.DoesNotContain(Secret, Read().ToString(), StringComparison.Ordinal);

    private static AlpacaSettings Read(params (string Name, string? Value)[] set)
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal) { ["APCA_API_KEY_ID"] = "PK123", ["APCA_API_SECRET_KEY"] = Secret };
        foreach (var (name, value) in set)
        {
            all[name] = value;
        }

        return AlpacaSettings.Read(name => all.GetValueOrDefault(name));
    }
}
