using System.Text.Json;
using Harness.Tests.Cli;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Guests.Drivers;

/// <summary>Drivers with a known defect go through a run as anybody's package does: deployed into a guest, caught there, and put down to the layer that they are.</summary>
[TestFixture, CancelAfter(180_000)]
[Parallelizable(ParallelScope.All)]
internal sealed class BrokenDriverTests
{
    private static readonly string[] Names = [.. BrokenDriver.All.Select(driver => driver.Name)];

    [Test]
    public void Every_source_is_one_of_those_that_tests_use() => Assert.That(BrokenDriver.Written, Is.EquivalentTo([.. Names, BrokenDriver.Fatal]));

    [TestCaseSource(nameof(Names))]
    public async Task It_is_caught_in_the_guest_alone_and_put_down_to_the_user_space_driver(string name, CancellationToken cancellation)
    {
        var (_, scene, verdict) = BrokenDriver.All.Single(driver => driver.Name == name);
        using var folder = new TemporaryFolder();
        var (package, output) = (Path.Combine(folder.Path, "package"), Path.Combine(folder.Path, "run"));
        BrokenDriver.Make(name, package);
        string[] lanes = ["native", "vtest", "virpipe", "device", "drm", "guest"];
        var run = await new CommandLine(["run", "--scene", scene, "--driver", package, "--out", output, .. lanes.SelectMany(lane => (string[])["--lane", lane])]).Run(cancellation);

        Assert.That(run.ExitCode, Is.EqualTo(1), run.StandardOutput + run.StandardError);
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(output, "run.json"), cancellation));
        var record = document.RootElement;
        Assert.That(record.GetRawText(), Does.Contain($"/driver/{name}.so"), "what the guest's player has mapped");
        Assert.That(
            record.GetProperty("cells").EnumerateArray().Select(cell => (Lane: cell.GetProperty("lane").GetString(), Verdict: cell.GetProperty("verdict").GetString())).Distinct(),
            Is.EquivalentTo(lanes.Select(lane => (lane, lane == "guest" ? verdict : "pass"))));
        var blame = record.GetProperty("blames").EnumerateArray().Single();
        Assert.That((blame.GetProperty("layer").GetString(), blame.GetProperty("certainty").GetString()), Is.EqualTo(("guest user-space driver", "sure")));
    }
}
