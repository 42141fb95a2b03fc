using CsCheck;
using Harness.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Imaging;

public sealed class PngFileTests
{
    [Test]
    public void Any_frame_comes_back_exactly_also_the_colour_of_transparent_pixels() =>
        Pictures.AnyFrame.Sample(frame =>
        {
            var back = PngFile.Decode(PngFile.Encode(frame));
            Assert.That((back.Width, back.Height), Is.EqualTo((frame.Width, frame.Height)));
            Assert.That(back.Rgba, Is.EqualTo(frame.Rgba));
        }, iter: 300);

    [Test]
    public void An_opaque_frame_comes_back_exactly() =>
        Pictures.AnyFrame.Sample(frame =>
        {
            for (var at = 3; at < frame.Rgba.Length; at += 4)
            {
                frame.Rgba[at] = 255;
            }

            Assert.That(PngFile.Decode(PngFile.Encode(frame)).Rgba, Is.EqualTo(frame.Rgba));
        }, iter: 300);

    [Test]
    public void A_large_frame_comes_back_exactly()
    {
        var frame = Pictures.Drawn(1280, 720);
        new Random(3).NextBytes(frame.Rgba.AsSpan(0, 100_000));
        Assert.That(PngFile.Decode(PngFile.Encode(frame)).Rgba.AsSpan().SequenceEqual(frame.Rgba), Is.True);
    }

    [Test]
    public void The_same_frame_gives_the_same_bytes()
    {
        var frame = Pictures.Drawn();
        var first = PngFile.Encode(frame);
        Assert.That(PngFile.Encode(Pictures.Copy(frame)), Is.EqualTo(first));
    }

    [TestCase(128, 128, 400)]
    [TestCase(256, 256, 800)]
    public void A_flat_picture_is_a_small_file(int width, int height, int mostBytes)
    {
        var frame = Pictures.Filled(width, height, Pictures.Background);
        Pictures.Fill(frame, width / 4, height / 4, width / 2, height / 3, new Rgba(255, 0, 0, 255));
        Assert.That(PngFile.Encode(frame), Has.Length.AtMost(mostBytes));
    }

    [Test]
    public void A_smooth_gradient_is_a_small_file()
    {
        var frame = Pictures.Map(new Frame(128, 128), (x, y) => new Rgba((byte)(2 * x), (byte)(2 * y), (byte)(x + y), 255));
        Assert.That(PngFile.Encode(frame), Has.Length.AtMost(1500));
    }

    [Test]
    public void A_file_is_written_whole_or_not_at_all()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "deep", "picture.png");
        PngFile.Write(Pictures.Drawn(), path);
        Assert.That(PngFile.Read(path).Rgba, Is.EqualTo(Pictures.Drawn().Rgba));

        Directory.CreateDirectory(Path.Combine(folder.Path, "taken.png"));
        Assert.That(() => PngFile.Write(Pictures.Drawn(), Path.Combine(folder.Path, "taken.png")), Throws.InstanceOf<IOException>().Or.InstanceOf<UnauthorizedAccessException>());
        Assert.That(Directory.EnumerateFiles(folder.Path, "*.part", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void What_is_no_picture_is_named_in_the_error()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "notes.png");
        File.WriteAllText(path, "no picture");
        Assert.That(() => PngFile.Read(path), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("notes.png is no PNG file"));
    }

    [Test]
    public void A_damaged_file_is_named_in_the_error()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "half.png");
        var frame = Pictures.Drawn();
        new Random(5).NextBytes(frame.Rgba);
        File.WriteAllBytes(path, PngFile.Encode(frame)[..2000]);
        Assert.That(() => PngFile.Read(path), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("half.png"));
    }
}
