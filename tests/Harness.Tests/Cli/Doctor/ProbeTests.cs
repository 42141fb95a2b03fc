using Harness.Cli.Doctor;
using Harness.Cli.Doctor.Probes;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Cli.Doctor;

/// <summary>Probes on hosts that lack things: folders and commands of the test's own.</summary>
[CancelAfter(60_000)]
public sealed class ProbeTests
{
    private TemporaryFolder _folder = null!;
    private HostCommands _commands = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new TemporaryFolder();
        _commands = new HostCommands(_folder.Path);
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public async Task A_host_with_nothing_has_a_remedy_for_everything(CancellationToken cancellation)
    {
        IProbe[] probes =
        [
            new DotnetSdkProbe(_commands), new QemuProbe(_commands, "qemu-system-x86_64"), new VirtioGpuGlProbe(_commands, "qemu-system-x86_64"),
            new VirglrendererProbe(_commands, [_folder.Path]), new RenderNodeProbe(_folder.Path), new KvmProbe(Path.Combine(_folder.Path, "kvm"), null),
            new XvfbProbe(_commands), new DockerProbe(_commands),
        ];
        var findings = await new Examination(probes, TimeSpan.FromSeconds(20)).RunAsync(cancellation);
        foreach (var finding in findings)
        {
            Assert.That(finding.State, Is.Not.EqualTo(ProbeState.Ok), finding.Name);
            Assert.That(finding.Found, Is.Not.Empty, finding.Name);
            Assert.That(finding.Cost, Is.Not.Empty, finding.Name);
            Assert.That(finding.Remedy, Is.Not.Empty, finding.Name);
        }

        var diagnosis = new Diagnosis(findings);
        Assert.That(diagnosis.DefaultLanesCanRun, Is.False);
        Assert.That(diagnosis.Lanes.Single(lane => lane.Lane == "device").Missing, Is.EqualTo(new[] { "QEMU", "virtio-gpu-gl-pci", "Xvfb" }));
        Assert.That(diagnosis.Lanes.Single(lane => lane.Lane == "vtest").Missing, Is.EqualTo(new[] { "virglrenderer" }));
    }

    [Test]
    public async Task A_qemu_without_virgl_is_there_but_keeps_the_device_lane_from_running(CancellationToken cancellation)
    {
        Command("qemu", """
            case $1 in
                --version) echo "QEMU emulator version 9.2.0" ;;
                -device) echo 'name "virtio-gpu-pci", bus PCI, alias "virtio-gpu"' ;;
                -display) printf 'Available display backend types:\nnone\nsdl\n' ;;
            esac
            """);
        Assert.That((await new QemuProbe(_commands, "qemu").LookAsync(cancellation)).State, Is.EqualTo(ProbeState.Ok));
        var device = await new VirtioGpuGlProbe(_commands, "qemu").LookAsync(cancellation);
        Assert.That(device.State, Is.EqualTo(ProbeState.Missing));
        Assert.That(device.Remedy, Does.Contain("qemu-system-gui"));
    }

    [Test]
    public async Task A_qemu_that_cannot_start_is_missing_with_its_own_words(CancellationToken cancellation)
    {
        Command("qemu", "echo 'error while loading shared libraries: libfoo.so.1' >&2; exit 127");
        var reading = await new QemuProbe(_commands, "qemu").LookAsync(cancellation);
        Assert.That(reading.State, Is.EqualTo(ProbeState.Missing));
        Assert.That(reading.Found, Does.Contain("code 127").And.Contain("libfoo.so.1"));
    }

    [Test]
    public async Task An_old_sdk_alone_is_named_and_does_not_suffice(CancellationToken cancellation)
    {
        Command("dotnet", "echo '8.0.404 [/usr/share/dotnet/sdk]'");
        var reading = await new DotnetSdkProbe(_commands).LookAsync(cancellation);
        Assert.That((reading.State, reading.Found), Is.EqualTo((ProbeState.Missing, $"{_folder.Path}/dotnet has SDK 8.0.404")));
    }

    [Test]
    public async Task A_probe_that_hangs_costs_its_own_line_only_and_its_process_is_gone_afterwards(CancellationToken cancellation)
    {
        var pidFile = Path.Combine(_folder.Path, "pid");
        Command("qemu", $"echo $$ >'{pidFile}.new'; mv '{pidFile}.new' '{pidFile}'; exec cat /dev/zero >/dev/null");
        Command("Xvfb", "echo; echo '-fbdir directory   put framebuffers in files'");
        var findings = await new Examination([new QemuProbe(_commands, "qemu"), new XvfbProbe(_commands)], TimeSpan.FromSeconds(5)).RunAsync(cancellation);
        Assert.That(findings[0].Found, Is.EqualTo("no answer within 5 s"));
        Assert.That(findings[0].State, Is.EqualTo(ProbeState.Missing));
        Assert.That(findings[1].State, Is.EqualTo(ProbeState.Ok));

        var pid = int.Parse(await File.ReadAllTextAsync(pidFile, cancellation));
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(pid);
            await process.WaitForExitAsync(cancellation);
        }
        catch (ArgumentException)
        {
            // Gone already, which is what is wanted.
        }

        Assert.That(Directory.Exists($"/proc/{pid}"), Is.False);
    }

    [Test]
    public async Task A_probe_that_throws_costs_its_own_line_only(CancellationToken cancellation)
    {
        var findings = await new Examination([new MemoryProbe(Path.Combine(_folder.Path, "no-meminfo"))], TimeSpan.FromSeconds(20)).RunAsync(cancellation);
        Assert.That(findings[0].State, Is.EqualTo(ProbeState.Missing));
        Assert.That(findings[0].Found, Does.Contain("no-meminfo"));
    }

    [TestCase(true, ProbeState.Ok)]
    [TestCase(false, ProbeState.Degraded)]
    public async Task Whether_kvm_works_is_what_the_check_with_a_guest_says(bool runs, ProbeState state, CancellationToken cancellation)
    {
        var device = Path.Combine(_folder.Path, "kvm");
        await File.WriteAllTextAsync(device, "", cancellation);
        Assert.That((await new KvmProbe(device, null).LookAsync(cancellation)).State, Is.EqualTo(ProbeState.Ok));

        var reading = await new KvmProbe(device, new FixedCheck(new AcceleratorAnswer(runs, "the probe guest spoke after 0.1 s"))).LookAsync(cancellation);
        Assert.That(reading.State, Is.EqualTo(state));
        Assert.That(reading.Found, Does.Contain("the probe guest spoke"));
    }

    [Test]
    public async Task Render_nodes_are_listed_and_other_nodes_are_not(CancellationToken cancellation)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "card0"), "", cancellation);
        Assert.That((await new RenderNodeProbe(_folder.Path).LookAsync(cancellation)).State, Is.EqualTo(ProbeState.Degraded));
        var node = Path.Combine(_folder.Path, "renderD128");
        await File.WriteAllTextAsync(node, "", cancellation);
        Assert.That(await new RenderNodeProbe(_folder.Path).LookAsync(cancellation), Is.EqualTo(Reading.Ok(node)));
    }

    private void Command(string name, string body)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, $"#!/bin/bash\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private sealed class FixedCheck(AcceleratorAnswer answer) : IAcceleratorCheck
    {
        public Task<AcceleratorAnswer> RunAsync(CancellationToken cancellation) => Task.FromResult(answer);
    }
}
