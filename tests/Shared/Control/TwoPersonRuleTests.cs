using NodaTime;
using Trading.Control.Operators;
using Trading.Control.TwoPersons;
using Trading.Storage;
using static Trading.Tests.Shared.Control.ReleaseDesk;

namespace Trading.Tests.Shared.Control;

public sealed class TwoPersonRuleTests
{
    [Fact]
    public async Task Another_person_approves_at_once()
    {
        using var desk = new ReleaseDesk(Anna, Bob);
        var request = await desk.Rule.RequestAsync("unlock", "activation 1", Anna, "checked", default);

        var answer = await desk.Rule.ApproveAsync(request.Id, "unlock", "activation 1", Bob, default);

        Assert.Equal(("REQ-1", null, "bob", desk.Desk.Clock.Now), (request.Id, answer.Refusal, answer.Request!.ApprovedBy, answer.Request.EffectiveAt));
        Assert.Equal("REQ-2", (await desk.Rule.RequestAsync("unlock", "activation 1", Anna, "again", default)).Id);
    }

    [Theory]
    [InlineData("REQ-1", "unlock", "activation 1", "anna", "desktop", Role.Approver, 0, "same_person")]
    [InlineData("REQ-1", "unlock", "activation 1", "ANNA", "desktop", Role.Approver, 0, "same_person")]
    [InlineData("REQ-1", "unlock", "activation 1", "anna", "phone", Role.Approver, 0, "same_person")]
    [InlineData("REQ-1", "unlock", "activation 1", "bob", "desktop", Role.Operator, 0, "wrong_role")]
    [InlineData("REQ-1", "unlock", "activation 1", "bob", "desktop", Role.Approver, 900, "expired")]
    [InlineData("REQ-1", "unlock", "activation 1", "bob", "desktop", Role.Approver, 899, null)]
    [InlineData("REQ-1", "unlock", "activation 2", "bob", "desktop", Role.Approver, 0, "newer_activation")]
    [InlineData("REQ-1", "raise_limits", "activation 1", "bob", "desktop", Role.Approver, 0, "unknown_request")]
    [InlineData("REQ-2", "unlock", "activation 1", "bob", "desktop", Role.Approver, 0, "unknown_request")]
    [InlineData("last", "unlock", "activation 1", "bob", "desktop", Role.Approver, 0, "unknown_request")]
    [InlineData("", "unlock", "activation 1", "bob", "desktop", Role.Approver, 0, "unknown_request")]
    [InlineData("REQ-1/../x", "unlock", "activation 1", "bob", "desktop", Role.Approver, 0, "unknown_request")]
    public async Task Whoever_may_not_is_refused_and_journalled_and_nothing_is_changed(
        string id, string kind, string binding, string name, string credential, Role role, int seconds, string? refusal)
    {
        using var desk = new ReleaseDesk(Anna, AnnasPhone, Bob);
        await desk.Rule.RequestAsync("unlock", "activation 1", Anna, "checked", default);
        desk.Desk.Clock.Advance(Duration.FromSeconds(seconds));

        var answer = await desk.Rule.ApproveAsync(id, kind, binding, new Caller(name, role, credential), default);

        Assert.Equal(refusal, answer.Refusal);
        Assert.Equal(refusal is null ? 0 : 1, (await desk.Desk.KindsAsync()).Count(each => each == $"{kind}-refused"));
        Assert.Equal(refusal is null, (await desk.Rule.FindAsync("REQ-1", default))!.ApprovedBy is not null);
    }

    [Fact]
    public async Task A_request_is_used_once_and_by_one_of_two_who_approve_together()
    {
        using var desk = new ReleaseDesk(Anna, Bob);
        var carol = new Caller("carol", Role.Approver, "desktop");
        desk.Add(carol);
        var id = (await desk.Rule.RequestAsync("unlock", "a", Anna, "checked", default)).Id;

        // Carol comes while Bob's approval is being written.
        TwoPersonAnswer? first = null;
        var touches = 0;
        desk.Desk.Store.Fails = key => key == $"requests/paper/{id}" && touches++ == 1 && Meanwhile(() =>
        {
            desk.Desk.Store.Fails = null;
            first = desk.Rule.ApproveAsync(id, "unlock", "a", carol, default).AsTask().GetAwaiter().GetResult();
        });
        var found = await desk.Rule.ApproveAsync(id, "unlock", "a", Bob, default);

        Assert.Equal((null, "used"), (first!.Refusal, found.Refusal));
        Assert.Equal("used", (await desk.Rule.ApproveAsync(id, "unlock", "a", Bob, default)).Refusal);
        Assert.Equal("carol", (await desk.Rule.FindAsync(id, default))!.ApprovedBy);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_desk_of_one_approves_with_a_second_credential_and_waits(bool withViewer)
    {
        using var desk = new ReleaseDesk(Anna, AnnasPhone);
        if (withViewer)
        {
            desk.Add(new Caller("screen", Role.Viewer, "wall"));
        }

        var id = (await desk.Rule.RequestAsync("unlock", "a", Anna, "checked", default)).Id;
        Assert.Equal("same_person", (await desk.Rule.ApproveAsync(id, "unlock", "a", Anna with { Credential = "DESKTOP" }, default)).Refusal);

        var answer = await desk.Rule.ApproveAsync(id, "unlock", "a", AnnasPhone, default);

        Assert.Null(answer.Refusal);
        Assert.Equal(desk.Desk.Clock.Now + Duration.FromMinutes(15), answer.Request!.EffectiveAt);
    }

    [Theory]
    [InlineData("requests/paper/REQ-1")]
    [InlineData("requests/paper/last")]
    [InlineData("operators/desk/")]
    public async Task A_store_that_does_not_answer_approves_nothing(string key)
    {
        using var desk = new ReleaseDesk(Anna, Bob);
        var asked = key.EndsWith("last", StringComparison.Ordinal) ? null : await desk.Rule.RequestAsync("unlock", "a", Anna, "checked", default);
        desk.Desk.Store.Fails = touched => touched == key;

        await Assert.ThrowsAsync<StorageException>(() => asked is null
            ? desk.Rule.RequestAsync("unlock", "a", Anna, "checked", default).AsTask()
            : (Task)desk.Rule.ApproveAsync(asked.Id, "unlock", "a", Bob, default).AsTask());

        desk.Desk.Store.Fails = null;
        Assert.Null((await desk.Rule.FindAsync("REQ-1", default))?.ApprovedBy);
    }

    private static bool Meanwhile(Action what)
    {
        what();
        return false;
    }
}
