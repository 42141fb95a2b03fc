using Harness.Drm;
using Harness.Drm.Files;
using Harness.Virgl;
using NUnit.Framework;

namespace Harness.Tests.Drm;

/// <summary>What is counted of the work of a guest's kernel.</summary>
public sealed class WorkCountTests
{
    private const string Interrupts =
        """
                   CPU0       CPU1
          9:          3          0   IO-APIC   9-fasteoi   acpi
         24:          1          0   PCI-MSIX-0000:00:04.0   0-edge      virtio1-config
         25:       1042         11   PCI-MSIX-0000:00:04.0   1-edge      virtio1-control
         26:          2          0   PCI-MSIX-0000:00:04.0   2-edge      virtio1-cursor
         27:         77          0   PCI-MSIX-0000:00:05.0   1-edge      virtio10-req.0
        NMI:          5          5   Non-maskable interrupts
        """;

    [Test]
    public void Interrupts_are_those_of_the_devices_queues_over_all_processors()
    {
        Assert.That(DeviceInterrupts.Count(Interrupts, "virtio1"), Is.EqualTo(1042 + 11 + 2));
        Assert.That(DeviceInterrupts.Count(" 11:  40  2  IO-APIC  11-fasteoi  uhci_hcd, virtio1", "virtio1"), Is.EqualTo(42), "a line that devices share");
        Assert.That(DeviceInterrupts.Count(Interrupts, "virtio0"), Is.Zero);
    }

    [Test]
    public void Requests_commands_bytes_and_fences_are_counted_over_all_files()
    {
        var kernel = new FakeKernel();
        using var connection = DrmConnection.Over(kernel.Open, TimeSpan.FromSeconds(1));
        var context = connection.CreateContext("test");
        var buffer = connection.CreateResource(ResourceDescription.ForBuffer(4096, VirglBind.VertexBuffer));
        var before = connection.Work;
        connection.TransferToHost(context, buffer, new Transfer(new Box(0, 0, 0, 4096, 1, 1)));
        connection.WaitForFence(connection.SubmitFenced(context, [0, 0]));
        var work = connection.Work - before;
        Assert.That(work, Is.EqualTo(new WorkCounters(Commands: 2, Bytes: 44 + 8, Kicks: 0, Fences: 1, Descriptors: 0, Messages: 0, Requests: 2)));
    }
}
