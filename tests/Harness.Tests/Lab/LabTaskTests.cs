using Harness.Lab.Frames;
using Harness.Lab.Transfers;
using Harness.Tests.Gl;
using Harness.Virgl;
using NUnit.Framework;

namespace Harness.Tests.Lab;

/// <summary>Measurements, by name and by geometry.</summary>
public sealed class LabTaskTests
{
    [Test]
    public void A_name_says_all_of_a_measurement()
    {
        var scene = NativeGl.Find("walkthrough/first-triangle");
        LabTask[] all = [.. LabTask.All(LabTask.Sizes), LabTask.RoundTrip, LabTask.GlRoundTrip, .. FrameTask.All(scene)];
        Assert.That(all.Select(task => task.Name), Is.Unique);
        Assert.That(all.Select(task => LabTask.Find(task.Name, task.Scene)), Is.EqualTo(all));
        Assert.That(LabTask.Find("frame.time.walkthrough.first-triangle"), Is.Null, "its scene is not there");
        Assert.That(LabTask.Find("upload.dma.buffer.3KiB"), Is.Null);
    }

    [Test]
    public void Sizes_are_powers_of_two_from_4_KiB_to_64_MiB()
        => Assert.That(LabTask.Sizes.Select(TransferTask.SizeText), Is.EqualTo(new[]
        {
            "4KiB", "8KiB", "16KiB", "32KiB", "64KiB", "128KiB", "256KiB", "512KiB", "1MiB", "2MiB", "4MiB", "8MiB", "16MiB", "32MiB", "64MiB",
        }));

    [Test]
    public void A_texture_has_as_many_bytes_as_its_payload_and_is_at_most_twice_as_wide_as_high()
    {
        foreach (var size in LabTask.Sizes)
        {
            var task = new TransferTask(Road.Dma, TransferDirection.ToHost, PayloadShape.Texture, size);
            Assert.That(task.Width * task.Height * 4, Is.EqualTo(size));
            Assert.That(task.Width, Is.EqualTo(task.Height).Or.EqualTo(2 * task.Height));
        }
    }
}
