using Harness.Runs.Plan;
using Harness.Store;
using NUnit.Framework;

namespace Harness.Tests.Store;

[TestFixture]
internal sealed class StoreAddressTests
{
    [TestCase(null, "runs/store.db")]
    [TestCase(" ", "runs/store.db")]
    [TestCase("some/where.db", "some/where.db")]
    [TestCase("Host=db.lab;Database=gpu;Username=ci;Password=secret", "PostgreSQL database 'gpu' at db.lab")]
    public void An_address_is_a_file_or_a_server_and_keeps_its_secrets(string? text, string name)
        => Assert.That($"{StoreAddress.Parse(text)}", Is.EqualTo(name));

    [Test]
    public void None_is_no_store() => Assert.That(StoreAddress.Parse("none"), Is.Null);

    [TestCase("postgres://ci@db.lab/gpu", "not as a URL")]
    [TestCase("Host=db.lab;Colour=green", "no connection string")]
    public void What_is_no_address_is_a_usage_error(string text, string message)
        => Assert.That(() => StoreAddress.Parse(text), Throws.InstanceOf<UsageException>().With.Message.Contains(StoreAddress.Variable).And.Message.Contains(message));

    [Test, CancelAfter(60_000)]
    public void A_server_that_is_not_there_is_told_with_the_remedy()
    {
        var told = RunKeeping.Keep(StoreAddress.Parse("Host=/nonexistent;Database=gpu"), SampleRuns.Run("one"), "run.json");
        Assert.That(told, Does.Contain("'gpu' at /nonexistent cannot be used").And.Contain(StoreAddress.Variable).And.Contain("store import run.json"));
    }
}
