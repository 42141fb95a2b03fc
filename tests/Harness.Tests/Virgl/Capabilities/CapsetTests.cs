using System.Buffers.Binary;
using Harness.Virgl;
using NUnit.Framework;

namespace Harness.Tests.Virgl.Capabilities;

public sealed class CapsetTests
{
    [Test]
    public void Fields_are_read_at_their_offsets()
    {
        var bytes = new byte[1384];
        void Put(int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(offset), value);
        Put(4 + (67 / 32 * 4), 1u << (67 % 32));
        Put(260, 1 << 24);
        Put(264, 450);
        Put(284, 8);
        Put(288, 0x7c7f);
        Put(312, BitConverter.SingleToUInt32Bits(255));
        Put(384, 16);
        Put(392, 1 << 17);
        Put(688, 1 << 7);
        "LLVMPIPE (x)"u8.CopyTo(bytes.AsSpan(696));
        Put(836, 65536);
        Put(1372, 4096);
        var capset = new Capset(2, 2, bytes);

        Assert.That(capset.SamplerFormats.Formats(), Is.EqualTo((VirglFormat[])[VirglFormat.R8G8B8A8_UNORM]));
        Assert.That(capset.LegacyCapabilities, Is.EqualTo(LegacyCapabilities.Tessellation));
        Assert.That(capset.GlslLevel, Is.EqualTo(450));
        Assert.That(capset.MaxSamples, Is.EqualTo(8));
        Assert.That(Enum.GetValues<PipePrimitive>().Where(primitive => !capset.Supports(primitive)), Is.EqualTo((PipePrimitive[])[PipePrimitive.Quads, PipePrimitive.QuadStrip, PipePrimitive.Polygon]));
        Assert.That(capset.MaxAliasedPointSize, Is.EqualTo(255));
        Assert.That(capset.UniformBufferOffsetAlignment, Is.EqualTo(16));
        Assert.That(capset.Capabilities, Is.EqualTo(VirglCapabilities.Transfer));
        Assert.That(capset.Capabilities2, Is.EqualTo(VirglCapabilities2.CopyTransferBothDirections));
        Assert.That(capset.Renderer, Is.EqualTo("LLVMPIPE (x)"));
        Assert.That(capset.MaxConstantBufferSize(ShaderStage.Fragment), Is.EqualTo(65536));
        Assert.That(capset.MaxUniformBlockSize, Is.EqualTo(4096));
    }

    [Test]
    public void A_set_of_any_length_reads_as_far_as_it_reaches()
    {
        var bytes = new byte[1376];
        Array.Fill(bytes, (byte)1);
        for (var length = 0; length <= bytes.Length; length++)
        {
            var capset = new Capset(2, 2, bytes.AsMemory(0, length));
            Assert.That(capset.GlslLevel, Is.EqualTo(length >= 268 ? 0x01010101u : 0));
            Assert.That(capset.Renderer, Has.Length.EqualTo(length >= 760 ? 64 : 0));
            Assert.That(capset.ReadbackFormats.Contains(VirglFormat.NONE), Is.EqualTo(length >= 624));
            foreach (var property in typeof(Capset).GetProperties())
            {
                Assert.That(() => property.GetValue(capset), Throws.Nothing, property.Name);
            }
        }
    }
}
