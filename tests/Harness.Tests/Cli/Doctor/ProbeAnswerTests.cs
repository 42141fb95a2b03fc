using Harness.Cli.Doctor;
using Harness.Cli.Doctor.Probes;
using Harness.Processes;
using NUnit.Framework;

namespace Harness.Tests.Cli.Doctor;

/// <summary>Probes read answers as the commands really give them; the texts are captured from QEMU 7.2, Docker 28.2, Xvfb 21.1, Mesa 22.3 and others.</summary>
public sealed class ProbeAnswerTests
{
    [TestCase("QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3)\nCopyright (c) 2003-2022 Fabrice Bellard and the QEMU Project developers\n",
        "7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3)")]
    [TestCase("QEMU emulator version 10.0.13\nCopyright (c) 2003-2025 Fabrice Bellard and the QEMU Project developers\n", "10.0.13")]
    [TestCase("Usage: something else 1.0\n", null)]
    [TestCase("", null)]
    public void The_version_of_qemu_is_read_from_its_first_line(string answer, string? version) =>
        Assert.That(QemuProbe.Version(answer), Is.EqualTo(version));

    [Test]
    public void The_device_is_found_in_the_list_of_devices_and_not_mistaken_for_its_relatives()
    {
        const string Relatives = """
            Display devices:
            name "bochs-display", bus PCI
            name "virtio-gpu-gl-device", bus virtio-bus
            name "virtio-gpu-pci", bus PCI, alias "virtio-gpu"
            name "virtio-vga-gl", bus PCI

            """;
        Assert.That(VirtioGpuGlProbe.HasDevice(Relatives), Is.False);
        Assert.That(VirtioGpuGlProbe.HasDevice(Relatives + "name \"virtio-gpu-gl-pci\", bus PCI, alias \"virtio-gpu-gl\"\n"), Is.True);
    }

    [Test]
    public void Displays_are_the_lines_after_the_heading() =>
        Assert.That(VirtioGpuGlProbe.Displays("Available display backend types:\nnone\ngtk\nsdl\negl-headless\ncurses\nspice-app\ndbus\n"),
            Is.EquivalentTo(new[] { "none", "gtk", "sdl", "egl-headless", "curses", "spice-app", "dbus" }));

    [TestCase("libvirglrenderer1 0.10.4-1\nvirgl-server 0.10.4-1\n", "0.10.4")]
    [TestCase("libvirglrenderer1 1.1.0-2\n", "1.1.0")]
    [TestCase("virgl-server 1:1.1.1-2ubuntu1\n", "1.1.1")]
    [TestCase("virglrenderer-test-server 1.1.0\n", "1.1.0")]
    [TestCase("virglrenderer 1.2.0-1\n", "1.2.0")]
    [TestCase("package virglrenderer-test-server is not installed\n", null)]
    [TestCase("virgl-server \n", null)]
    [TestCase("", null)]
    public void The_version_of_virglrenderer_comes_from_the_package_manager(string answer, string? version) =>
        Assert.That(VirglrendererProbe.PackageVersion(answer), Is.EqualTo(version));

    [TestCase("8.0.404 [/usr/share/dotnet/sdk]\n10.0.401 [/usr/share/dotnet/sdk]\n", "10.0.401,8.0.404")]
    [TestCase("", "")]
    public void Sdks_are_listed_newest_first(string answer, string versions) =>
        Assert.That(string.Join(',', DotnetSdkProbe.Versions(answer)), Is.EqualTo(versions));

    [Test]
    public void A_host_gl_that_answers_is_named()
    {
        var software = HostGlProbe.Read(new CommandAnswer(0, "vendor: Mesa/X.org\nrenderer: llvmpipe (LLVM 15.0.6, 256 bits)\nversion: 4.5 (Core Profile) Mesa 22.3.6\n", ""));
        Assert.That(software.State, Is.EqualTo(ProbeState.Ok));
        Assert.That(software.Found, Does.StartWith("llvmpipe (LLVM 15.0.6, 256 bits), GL 4.5 (Core Profile) Mesa 22.3.6").And.Contain("on the CPU"));

        var gpu = HostGlProbe.Read(new CommandAnswer(0, "vendor: Intel\nrenderer: Mesa Intel(R) UHD Graphics 620 (KBL GT2)\nversion: 4.6 (Core Profile) Mesa 24.1.0\n", ""));
        Assert.That(gpu.Found, Does.Contain("UHD Graphics 620").And.Not.Contain("CPU"));
    }

    [TestCase(1, "", "eglInitialize failed: EGL error 0x3001.\n", "eglInitialize failed")]
    [TestCase(139, "", "", "crashed with signal 11")]
    [TestCase(0, "vendor: x\n", "", "ended with code 0")]
    public void A_host_gl_that_does_not_answer_is_missing_with_the_reason(int exitCode, string output, string errors, string reason)
    {
        var reading = HostGlProbe.Read(new CommandAnswer(exitCode, output, errors));
        Assert.That(reading.State, Is.EqualTo(ProbeState.Missing));
        Assert.That(reading.Found, Does.Contain(reason));
        Assert.That(reading.Remedy, Does.Contain("libegl1"));
    }

    [Test]
    public void Docker_with_an_engine_is_ok_and_without_one_is_not_taken_for_it()
    {
        var with = DockerProbe.Read(new CommandAnswer(0, """{"Client":{"Version":"28.2.2","ApiVersion":"1.41"},"Server":{"Platform":{"Name":""},"Version":"20.10.24+dfsg1","ApiVersion":"1.41"}}""", ""));
        Assert.That((with.State, with.Found), Is.EqualTo((ProbeState.Ok, "client 28.2.2, engine 20.10.24+dfsg1")));

        var without = DockerProbe.Read(new CommandAnswer(
            1, """{"Client":{"Version":"28.2.2","ApiVersion":"1.50","Context":"default"},"Server":null}""",
            "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n"));
        Assert.That(without.State, Is.EqualTo(ProbeState.Degraded));
        Assert.That(without.Found, Does.StartWith("client 28.2.2, no engine: Cannot connect"));

        Assert.That(DockerProbe.Read(new CommandAnswer(127, "", "docker: not found\n")).State, Is.EqualTo(ProbeState.Degraded));
    }

    [TestCase("-fakescreenfps #       fake screen default fps (1-600)\n-fbdir directory       put framebuffers in mmap'ed files in directory\n", true)]
    [TestCase("use: X [:<display>] [option]\n-fp string             default font path\n", false)]
    public void Xvfb_must_offer_a_framebuffer_that_can_be_mapped(string help, bool offered) =>
        Assert.That(XvfbProbe.HasMappedFramebuffer(help), Is.EqualTo(offered));

    [TestCase(24228672, ProbeState.Ok, "23.1 GB of 23.5 GB")]
    [TestCase(1048576, ProbeState.Degraded, "1.0 GB of 23.5 GB")]
    [TestCase(300000, ProbeState.Missing, "292 MB of 23.5 GB")]
    public void Memory_is_judged_by_what_is_available(long available, ProbeState state, string found)
    {
        var reading = MemoryProbe.Read($"MemTotal:       24683656 kB\nMemFree:          205016 kB\nMemAvailable:   {available} kB\nBuffers:           12104 kB\nHugePages_Total:       0\n");
        Assert.That(reading.State, Is.EqualTo(state));
        Assert.That(reading.Found, Does.StartWith(found));
    }

    [Test]
    public void Memory_that_the_kernel_does_not_account_for_is_an_error_that_names_the_field() =>
        Assert.That(() => MemoryProbe.Read("MemTotal:       24683656 kB\n"), Throws.InstanceOf<FormatException>().With.Message.Contains("MemAvailable"));

    [TestCase(64L << 20, ProbeState.Missing)]
    [TestCase(128L << 20, ProbeState.Degraded)]
    [TestCase(512L << 20, ProbeState.Ok)]
    public void Free_space_is_judged_by_its_two_limits(long free, ProbeState state)
    {
        var probe = new FreeSpaceProbe("shared memory", "/dev/shm", 128L << 20, 512L << 20, "guests", "Enlarge it.", []);
        Assert.That(probe.Judge(free).State, Is.EqualTo(state));
    }
}
