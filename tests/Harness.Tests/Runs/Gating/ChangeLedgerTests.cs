using System.Text;
using Harness.Runs;
using Harness.Runs.Gating.Ledger;
using NUnit.Framework;

namespace Harness.Tests.Runs.Gating;

/// <summary>The ledger of accepted changes.</summary>
[TestFixture]
internal sealed class ChangeLedgerTests
{
    [Test]
    public void An_entry_accepts_what_it_names_from_its_revision_on()
    {
        var ledger = Parse("""[ { "metric": "device/upload.dma.*", "from": "1a2b3c4", "cause": "validates boxes", "verdict": "expected" } ]""");
        Assert.That(ledger.Find("device", "upload.dma.buffer.16KiB", "1a2b3c4d5e6f")?.Cause, Is.EqualTo("validates boxes"));
        Assert.That(ledger.Find("drm", "upload.dma.buffer.16KiB", "1a2b3c4d5e6f"), Is.Null, "another lane");
        Assert.That(ledger.Find("device", "upload.inline.buffer.16KiB", "1a2b3c4d5e6f"), Is.Null, "another metric");
        Assert.That(ledger.Find("device", "upload.dma.buffer.16KiB", "ffff"), Is.Null, "another revision");
        Assert.That(ledger.Find("device", "upload.dma.buffer.16KiB", null), Is.Null);
        Assert.That(ledger.Restarts("device", "upload.dma.x", ["0000", "1a2b3c4d", "2222"]), Is.EqualTo((string[])["1a2b3c4d"]));
    }

    [TestCase("{}", 1, "a list of entries begins with [")]
    [TestCase("[\n 3 ]", 2, "an entry is an object")]
    [TestCase("[\n{ \"metric\": \"a\",\n  \"form\": \"b\" } ]", 3, "there is no field 'form'. Did you mean 'from'?")]
    [TestCase("[\n{ \"metric\": \"a\",\n  \"from\": 3 } ]", 3, "'from' is a text in quotes")]
    [TestCase("[\n{ \"metric\": \"a\",\n  \"from\": \" \" } ]", 3, "'from' is a text in quotes")]
    [TestCase("[\n{ \"metric\": \"a\",\n  \"metric\": \"b\" } ]", 3, "'metric' stands here for the second time")]
    [TestCase("[\n\n{ \"metric\": \"a\", \"from\": \"b\",\n \"verdict\": \"expected\" } ]", 3, "the entry lacks 'cause'")]
    [TestCase("[ { \"metric\": \"a\", \"from\": \"b\", \"cause\": \"c\", \"verdict\": \"fine\" } ]", 1, "Write expected, regression or environment")]
    [TestCase("[ { \"metric\": \"a\", \"from\": \"b\", \"cause\": \"c\", \"verdict\": \"regression\" } ]", 1, "needs an 'issue'")]
    [TestCase("[ { \"metric\": \"a\", \"from\": \"b\", \"cause\": \"c\", \"verdict\": \"expected\" },\n{ \"metric\": \"a\", \"from\": \"b\", \"cause\": \"d\", \"verdict\": \"expected\" } ]", 2, "is in line 1 already")]
    [TestCase("[\n{ \"metric\" \"a\" } ]", 2, "this is no JSON")]
    [TestCase("[\n{ \"metric\": \"a\"", 2, "this is no JSON")]
    public void What_is_wrong_is_told_with_its_line_and_a_remedy(string text, int line, string remedy)
        => Assert.That(() => Parse(text), Throws.InstanceOf<FormatException>().With.Message.StartsWith($"changes.json:{line}: ").And.Message.Contains(remedy));

    [Test]
    public void The_repositorys_own_ledger_is_one() => Assert.That(() => ChangeLedger.Load(RepositoryFolder.Find()!.Changes), Throws.Nothing);

    private static ChangeLedger Parse(string text) => ChangeLedger.Parse(Encoding.UTF8.GetBytes(text), "changes.json");
}
