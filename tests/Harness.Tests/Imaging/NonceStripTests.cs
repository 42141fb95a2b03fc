using System.Runtime.InteropServices;
using CsCheck;
using Harness.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Imaging;

[TestFixture]
internal sealed class NonceStripTests
{
    private static readonly Gen<(uint Nonce, int Width, StripEdge Edge)> Strips
        = Gen.Select(Gen.UInt, Gen.Int[NonceStrip.LeastWidth, 700], Gen.Bool.Select(b => b ? StripEdge.Top : StripEdge.Bottom));

    [Test]
    public void Every_row_decodes_to_the_nonce_it_was_made_of()
        => Strips.Sample(s =>
        {
            var rows = MemoryMarshal.Cast<byte, uint>(NonceStrip.Encode(s.Nonce, s.Edge, s.Width));
            for (var y = 0; y < NonceStrip.Height; y++)
            {
                Assert.That(NonceStrip.TryDecodeRow(rows.Slice(y * s.Width, s.Width), s.Edge, out var seen), Is.True);
                Assert.That(seen, Is.EqualTo(s.Nonce));
            }
        });

    [Test]
    public void One_wrong_pixel_is_no_strip()
        => Gen.Select(Strips, Gen.UInt, Gen.Int[0, 699]).Sample((s, colour, at) =>
        {
            var row = new uint[s.Width];
            NonceStrip.EncodeRow(s.Nonce, s.Edge, row);
            var x = at % s.Width;
            if (row[x] != colour)
            {
                row[x] = colour;
                Assert.That(NonceStrip.TryDecodeRow(row, s.Edge, out _), Is.False);
            }
        });

    [Test]
    public void The_strip_of_the_other_edge_is_no_strip()
        => Strips.Sample(s =>
        {
            var row = new uint[s.Width];
            NonceStrip.EncodeRow(s.Nonce, s.Edge, row);
            Assert.That(NonceStrip.TryDecodeRow(row, s.Edge == StripEdge.Top ? StripEdge.Bottom : StripEdge.Top, out _), Is.False);
        });

    [Test]
    public void Strips_of_different_nonces_differ()
        => Gen.Select(Strips, Gen.UInt).Sample((s, other) =>
        {
            var (a, b) = (new uint[s.Width], new uint[s.Width]);
            NonceStrip.EncodeRow(s.Nonce, s.Edge, a);
            NonceStrip.EncodeRow(other, s.Edge, b);
            Assert.That(a.SequenceEqual(b), Is.EqualTo(s.Nonce == other));
        });

    [TestCase(0xff000000u)]
    [TestCase(0xffffffffu)]
    [TestCase(0xff0000ffu)]
    [TestCase(0xff00ff00u)]
    public void A_plain_colour_is_no_strip(uint colour)
    {
        var row = new uint[64];
        Array.Fill(row, colour);
        Assert.That(NonceStrip.TryDecodeRow(row, StripEdge.Top, out _) || NonceStrip.TryDecodeRow(row, StripEdge.Bottom, out _), Is.False);
    }

    [Test]
    public void Only_pure_colours_are_used()
    {
        // Neither rounding nor a swap of channels by a display may make one cell look like another.
        var strip = NonceStrip.Encode(0x12345678, StripEdge.Top, 64);
        Assert.That(strip, Is.All.EqualTo(0).Or.EqualTo(255));
    }

    [Test]
    public void A_picture_narrower_than_a_strip_is_refused()
        => Assert.That(() => NonceStrip.EncodeRow(1, StripEdge.Top, new uint[31]), Throws.ArgumentException);
}
