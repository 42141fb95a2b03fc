using Harness.Qemu.Launch;
using NUnit.Framework;

namespace Harness.Tests.Qemu;

[TestFixture]
internal sealed class QemuCommandLineTests
{
    private static readonly MachineFiles Files = new("/s/halt.bin", "/s/ram", "/s/qtest", "/s/qmp", "/s/out", "/s/err");

    [Test]
    public void The_command_line_has_memory_device_display_and_sockets()
    {
        var command = new QemuCommandLine { Binary = "/q", MemoryBytes = 64 << 20, Width = 640, Height = 480, DeviceProperties = ["max_outputs=2"], Extra = ["-S"] };
        Assert.That(
            string.Join(' ', command.Arguments("virtgpu-1", Files, ["-display", "sdl,gl=on"])),
            Is.EqualTo(
                "-name guest=virtgpu-1 -no-user-config -nodefaults -accel tcg -machine q35,memory-backend=ram0 -m 64M "
                + "-object memory-backend-file,id=ram0,size=64M,mem-path=/s/ram,share=on -bios /s/halt.bin -vga none "
                + "-device virtio-gpu-gl-pci,id=gpu0,addr=04.0,xres=640,yres=480,max_outputs=2 -display sdl,gl=on "
                + "-qtest unix:/s/qtest -qtest-log none -qmp unix:/s/qmp -S"));
    }

    [Test]
    public void The_firmware_halts_at_the_reset_vector_and_everywhere_else()
    {
        var image = HaltBios.Image();
        Assert.That(image, Has.Length.EqualTo(65536));
        Assert.That(image[65520..65524], Is.EqualTo(new byte[] { 0xfa, 0xf4, 0xeb, 0xfd }));
        Assert.That(image[..65520], Is.All.EqualTo(0xf4));
    }
}
