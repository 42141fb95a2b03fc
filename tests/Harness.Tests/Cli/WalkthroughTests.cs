using System.Text.RegularExpressions;
using Harness.Cli.Walkthrough;
using Harness.Runs;
using Harness.VirtioGpu.Commands;
using NUnit.Framework;

namespace Harness.Tests.Cli;

/// <summary>The page that docs/walkthrough.md is, made again on a real device.</summary>
[Parallelizable(ParallelScope.Self)]
internal sealed class WalkthroughTests
{
    private static readonly string Docs = Path.Combine(RepositoryFolder.Find(TestContext.CurrentContext.TestDirectory)!.Path, "docs");

    private WalkRecord _record = null!;
    private WalkPage _page = null!;

    [OneTimeSetUp]
    public void Walk()
    {
        _record = Harness.Cli.Walkthrough.Walk.Record(WalkthroughCommand.Device(qemu: null));
        _page = WalkPage.Of(_record);
    }

    [Test]
    public void The_page_in_docs_is_what_the_device_does_today()
    {
        var committed = File.ReadAllText(Path.Combine(Docs, WalkPage.FileName));
        RequireTheStackOf(committed);
        Assert.That(_page.Text, Is.EqualTo(committed), "Run `harness walkthrough` and look at what changed.");
    }

    [Test]
    public void The_pictures_in_docs_are_what_the_device_draws_today()
    {
        RequireTheStackOf(File.ReadAllText(Path.Combine(Docs, WalkPage.FileName)));
        var committed = Directory.GetFiles(Path.Combine(Docs, WalkPage.PictureFolder)).ToDictionary(file => Path.GetFileName(file)!, File.ReadAllBytes);
        Assert.That(committed.Keys, Is.EquivalentTo(_page.Pictures.Keys));
        Assert.Multiple(() =>
        {
            foreach (var (name, bytes) in _page.Pictures)
            {
                Assert.That(bytes, Is.EqualTo(committed[name]), name);
            }
        });
    }

    [Test]
    [CancelAfter(120_000)]
    public void A_second_walk_sees_the_same_bytes()
    {
        var again = WalkPage.Of(Harness.Cli.Walkthrough.Walk.Record(WalkthroughCommand.Device(qemu: null)));
        Assert.That(again.Text, Is.EqualTo(_page.Text));
        Assert.That(again.Pictures, Is.EqualTo(_page.Pictures));
    }

    [Test]
    public void Every_command_goes_through_the_queue_once_and_is_announced()
    {
        ushort index = 0;
        foreach (var (name, exchange) in _record.Exchanges)
        {
            Assert.That(exchange.AvailableIndex.After, Is.EqualTo(exchange.AvailableIndex.Before + 1), name);
            Assert.That(exchange.UsedIndex.After, Is.EqualTo(exchange.UsedIndex.Before + 1), name);
            Assert.That(exchange.UsedEntry.Head, Is.EqualTo(exchange.AvailableEntry.Head), name);
            Assert.That(exchange.InterruptStatus & 1, Is.EqualTo(1), name);
            Assert.That(exchange.AvailableIndex.Before, Is.GreaterThanOrEqualTo(index), name);
            index = exchange.AvailableIndex.After;
        }
    }

    [Test]
    public void The_page_starts_with_the_first_command_the_device_ever_gets()
    {
        var first = _record.Exchanges.Values.First();
        Assert.That(first.Command, Is.EqualTo(ControlCommand.ContextCreate));
        Assert.That(first.AvailableIndex, Is.EqualTo(((ushort)0, (ushort)1)));
        Assert.That(first.UsedIndex, Is.EqualTo(((ushort)0, (ushort)1)));
    }

    [Test]
    public void The_display_shows_what_was_drawn()
        => Assert.That(_record.Pictures["scanout"].Rgba, Is.EqualTo(_record.Pictures["after-draw"].Rgba));

    [Test]
    public void Every_mistake_of_the_page_spoils_the_picture()
    {
        var right = _record.Pictures["after-draw"].Rgba;
        Assert.Multiple(() =>
        {
            foreach (var (name, result) in _record.Experiments)
            {
                Assert.That(result.Frame.Rgba, Is.Not.EqualTo(right), name);
            }
        });
    }

    [Test]
    public void Links_of_the_page_into_the_repository_lead_somewhere()
    {
        var links = Regex.Matches(_page.Text, @"\](\(|: )(?<file>[^)#:\s]*)(#(?<heading>[^)\s]+))?(\)|$)", RegexOptions.Multiline)
            .Select(match => (File: match.Groups["file"].Value, Heading: match.Groups["heading"].Value));
        Assert.That(links.Count(), Is.GreaterThan(20), "links found at all");
        var dead = links.Distinct().Where(link =>
        {
            var file = Path.Combine(Docs, link.File.Length > 0 ? link.File : WalkPage.FileName);
            return !Path.Exists(file) || (link.Heading.Length > 0 && !Anchors(file).Contains(link.Heading));
        });
        Assert.That(dead, Is.Empty);
    }

    [Test]
    public void A_block_without_a_place_on_the_page_is_an_error()
    {
        var blocks = new Dictionary<string, string> { ["draw:request"] = "bytes", ["flush:request"] = "bytes" };
        Assert.That(() => WalkPage.Fill("{{draw:request}}", blocks), Throws.InvalidOperationException.With.Message.Contains("shows nothing of flush"));
        Assert.That(() => WalkPage.Fill("{{draw:request}} {{flush:reqest}}", blocks), Throws.InvalidOperationException.With.Message.Contains("flush:reqest"));
        Assert.That(WalkPage.Fill("a {{draw:request}} b {{flush:request}}", blocks), Is.EqualTo("a bytes b bytes"));
    }

    /// <summary>The names that Git hosts give the headings of a page.</summary>
    private static HashSet<string> Anchors(string file)
        => [.. File.ReadLines(file).Where(line => line.StartsWith('#')).Select(line => line.TrimStart('#').Trim().ToLowerInvariant())
            .Select(heading => Regex.Replace(heading, @"[^\w\- ]", "").Replace(' ', '-'))];

    /// <summary>Another QEMU offers other features, another OpenGL rounds otherwise: such a page differs without anything being wrong.</summary>
    private void RequireTheStackOf(string committed)
    {
        if (!committed.Contains(_page.Stack, StringComparison.Ordinal))
        {
            Assert.Ignore($"The page in docs was recorded on another stack than this one ({_page.Stack}).");
        }
    }
}
