using System.Text.Json;
using Harness.Runs.Gating.Records;
using Harness.Runs.Records;
using Harness.Store;
using Harness.Tests.Imaging;
using Harness.Tests.Store;
using NUnit.Framework;

namespace Harness.Tests.Cli;

/// <summary>The verbs `gate`, `aa` and `perf history` as a user meets them.</summary>
[TestFixture, CancelAfter(120_000)]
[Parallelizable(ParallelScope.Self)]
internal sealed class GateCommandTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("Say with --base what to compare with", "gate")]
    [TestCase("`harness aa` compares a build with itself", "gate", "--base", "stock")]
    [TestCase("5 launches a side cannot reach p < 0.002", "aa", "stock", "--looks", "5", "--alpha", "0.002")]
    [TestCase("There are 1 looks (6) and 2 alphas", "aa", "stock", "--looks", "6", "--alpha", "0.002,0.004")]
    [TestCase("names no build", "gate", "--base", "no-such-thing", "--head", "stock")]
    [TestCase("is no driver package", "gate", "--base", "/etc", "--head", "stock")]
    [TestCase("and no host stack", "gate", "--base", "/etc", "--head", "stock")]
    [TestCase("There is no mutant 'spin-10'. Did you mean 'spin-10-percent'", "gate", "--base", "stock", "--plant", "spin-10")]
    [TestCase("can be planted on vtest and device only", "gate", "--base", "stock", "--plant", "spin-10-percent")]
    [TestCase("there is no option '--plant'", "aa", "stock", "--plant", "spin-10-percent")]
    [TestCase("there is no option '--patienc'. Did you mean '--patience'?", "aa", "--patienc")]
    [TestCase("--others cannot be below 0.", "aa", "stock", "--others", "-1")]
    [TestCase("No metric fits nothing.", "aa", "stock", "--metric", "nothing")]
    [TestCase("There is no lane 'device'", "aa", "stock", "--lane", "device")]
    public async Task What_makes_no_sense_is_explained_before_anything_starts(string explanation, params string[] words)
    {
        var result = await new CommandLine(words).Run();
        Assert.That((result.ExitCode, result.StandardOutput), Is.EqualTo((2, string.Empty)), result.StandardError);
        Assert.That(result.StandardError, Does.Contain(explanation));
    }

    [Test]
    public async Task Stored_runs_are_compared_and_a_store_that_cannot_be_used_loses_nothing()
    {
        Save("old.json", 1);
        Save("new.json", 0.8);

        // A folder in the store's place.
        Directory.CreateDirectory(At("taken"));
        var result = await new CommandLine("gate", "--base", At("old.json"), "--head", At("new.json"), "--out", At("out"), "--markdown", At("comment.md"))
        {
            Environment = new() { [StoreAddress.Variable] = At("taken") },
        }.Run();
        Assert.That(result.ExitCode, Is.EqualTo(1), result.StandardError);
        Assert.That(result.StandardOutput, Does.Match("(?m)^vtest +upload +.* regression: confirmed").And.Contain("measured at different times and not in turn").And.Contain("REGRESSION: 1 confirmed regression"));
        Assert.That(result.StandardOutput, Does.Contain("is not known. The store"), "the A/A rate");
        Assert.That(result.StandardError, Does.Contain("The run is not in the store.").And.Contain($"`harness store import {At("out/run.json")}`"));
        var gate = JsonSerializer.Deserialize(File.ReadAllBytes(At("out/gate.json")), GateJson.Default.GateDocument)!;
        Assert.That((gate.Metrics.Single().BaseSamples.Count, gate.Launch), Is.EqualTo((18, "stored")));
        Assert.That(File.ReadAllText(At("comment.md")), Does.Contain("`vtest/upload`"));
    }

    [Test]
    public async Task History_shows_where_stored_runs_step_and_begins_anew_at_accepted_changes()
    {
        using (var store = RunStore.Open(StoreAddress.Parse(At("store.db"))!))
        {
            for (var night = 0; night < 16; night++)
            {
                store.Save(SampleRuns.Run($"night-{night:00}", 0, SampleRuns.Metric("upload", (night < 8 ? 100 : 80) + (night % 3))) with
                {
                    Label = "nightly", Revision = $"c{night:00}", Started = SampleRuns.FirstNight.AddDays(night),
                });
            }
        }

        var found = await History();
        Assert.That(found, Does.Match(@"(?m)^vtest/upload +night-08 +c08 +10[01]\.\d MiB/s +81\.\d MiB/s +-\d+\.\d % .*worse").And.Contain("1 change in 1 segment."));
        File.WriteAllText(At("changes.json"), """[ { "metric": "upload", "from": "c08", "cause": "checks more", "verdict": "expected" } ]""");
        Assert.That(await History("--changes", At("changes.json")), Does.Contain("-- expected: checks more").And.Contain("0 changes in 2 segments."));

        async Task<string> History(params string[] more)
        {
            var result = await new CommandLine(["perf", "history", "--label", "nightly", .. more]) { Environment = new() { [StoreAddress.Variable] = At("store.db") } }.Run();
            Assert.That(result.ExitCode, Is.Zero, result.StandardError);
            return result.StandardOutput;
        }
    }

    private void Save(string name, double factor)
    {
        var run = SampleRuns.Run(name, 0, SampleRuns.Metric("upload", [.. Enumerable.Range(0, 20).Select(i => factor * (100 + (i % 5 * 0.25)))]));
        File.WriteAllBytes(At(name), JsonSerializer.SerializeToUtf8Bytes(run, RunJson.Default.RunDocument));
    }

    private string At(string name) => Path.Combine(_folder.Path, name);
}
