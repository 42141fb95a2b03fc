using System.Text.Json;
using Harness.Runs.Records;
using Harness.Store;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Cli;

/// <summary>The verb `perf` as a user meets it, on a real vtest server.</summary>
[TestFixture, CancelAfter(180_000)]
[Parallelizable(ParallelScope.Self)]
internal sealed class PerfCommandTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public async Task A_lane_is_measured_told_and_kept_although_the_store_cannot_be_written_to()
    {
        // A folder in the store's place.
        Directory.CreateDirectory(At("taken"));
        var result = await new CommandLine("perf", "--quick", "--lane", "vtest", "--others", "100", "--label", "nightly", "--out", At("out"))
        {
            Environment = new() { [StoreAddress.Variable] = At("taken") },
        }.Run();
        Assert.That(result.ExitCode, Is.Zero, result.StandardError);
        Assert.That(result.StandardOutput, Does.Contain("vtest: upload of a buffer, MiB/s (share of a plain copy)").And.Match("(?m)^vtest, buffer: .*RESOURCE_INLINE_WRITE.* interval").And.Match("(?m)^vtest +round-trip +"));
        Assert.That(result.StandardError, Does.Contain("The run is not in the store."));
        var run = JsonSerializer.Deserialize(File.ReadAllBytes(At("out/run.json")), RunJson.Default.RunDocument)!;
        Assert.That((run.ExitCode, run.Label, run.Launch), Is.EqualTo((0, "nightly", "context")));
        var dma = run.Metrics!.Single(metric => metric.Name == "upload.dma.buffer.32KiB");
        Assert.That((dma.Lane, dma.Unit, dma.Samples.Count), Is.EqualTo(("vtest", "MiB/s", 3)));
        Assert.That(run.Metrics!.Single(metric => metric.Name == "upload.dma.buffer.32KiB.commands").Samples, Has.Count.EqualTo(3).And.All.EqualTo(run.Metrics!.Single(metric => metric.Name == "upload.dma.buffer.32KiB.commands").Samples[0]));
    }

    [Test]
    public async Task A_lane_that_does_not_exist_is_wrong_usage()
    {
        var result = await new CommandLine("perf", "--lane", "vtset").Run();
        Assert.That(result.ExitCode, Is.EqualTo(2), result.StandardError);
        Assert.That(result.StandardError, Does.Contain("vtest"));
    }

    private string At(string name) => Path.Combine(_folder.Path, name);
}
