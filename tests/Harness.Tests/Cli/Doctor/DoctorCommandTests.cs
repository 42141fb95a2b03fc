using System.CommandLine;
using System.Text.Json;
using Harness.Cli.Doctor;
using NUnit.Framework;

namespace Harness.Tests.Cli.Doctor;

/// <summary>The verb as a user calls it, on this very machine.</summary>
[CancelAfter(120_000)]
public sealed class DoctorCommandTests
{
    [Test]
    public async Task On_a_machine_that_runs_the_suite_the_default_lanes_can_run(CancellationToken cancellation)
    {
        var (exitCode, output) = await RunAsync(["--deadline", "60"], cancellation);
        Assert.That(output, Does.Contain("Lane vtest can run.").And.Contain("Lane device can run."));
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Match(@"(?m)^ok +QEMU +\d+\.\d+\.\d+").And.Match(@"(?m)^ok +host GL +\S+.*, GL \d\.\d"));
    }

    [Test]
    public async Task Json_holds_every_finding_and_the_lanes(CancellationToken cancellation)
    {
        var (exitCode, output) = await RunAsync(["--json", "--deadline", "60"], cancellation);
        using var json = JsonDocument.Parse(output);
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(json.RootElement.GetProperty("version").GetInt32(), Is.EqualTo(1));
        Assert.That(json.RootElement.GetProperty("defaultLanesCanRun").GetBoolean(), Is.True);
        Assert.That(json.RootElement.GetProperty("lanes").EnumerateArray().Select(lane => lane.GetProperty("lane").GetString()), Is.EqualTo(new[] { "vtest", "device" }));
        var findings = json.RootElement.GetProperty("findings").EnumerateArray().ToList();
        Assert.That(findings.Select(finding => finding.GetProperty("name").GetString()), Is.EqualTo(DoctorCommand.Probes("qemu-system-x86_64", null).Select(probe => probe.Name)));
        Assert.That(findings.Select(finding => finding.GetProperty("state").GetString()), Is.All.AnyOf("ok", "degraded", "missing"));
    }

    [Test]
    public async Task With_a_qemu_that_does_not_exist_the_answer_is_3_and_names_what_is_missing(CancellationToken cancellation)
    {
        var (exitCode, output) = await RunAsync(["--qemu", "/no/such/qemu", "--deadline", "60"], cancellation);
        Assert.That(exitCode, Is.EqualTo(3));
        Assert.That(output, Does.Contain("Lane vtest can run.").And.Contain("Lane device cannot run: QEMU, virtio-gpu-gl-pci."));
        Assert.That(output, Does.Contain("--qemu PATH"));
    }

    [Test]
    public void A_deadline_that_is_none_is_refused([Values("0", "-1", "soon")] string seconds) =>
        Assert.That(DoctorCommand.Create().Parse(["--deadline", seconds]).Errors, Is.Not.Empty);

    private static async Task<(int ExitCode, string Output)> RunAsync(string[] arguments, CancellationToken cancellation)
    {
        using var output = new StringWriter();
        var exitCode = await DoctorCommand.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output }, cancellation);
        return (exitCode, output.ToString());
    }
}
