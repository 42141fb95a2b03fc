using Harness.Virgl;
using NUnit.Framework;

namespace Harness.Tests.Virgl.Protocol;

public sealed class VirglFormatLayoutTests
{
    [TestCase(VirglFormat.R8_UNORM, 1)]
    [TestCase(VirglFormat.B5G6R5_UNORM, 2)]
    [TestCase(VirglFormat.R8G8_UNORM, 2)]
    [TestCase(VirglFormat.R8G8B8_UNORM, 3)]
    [TestCase(VirglFormat.B8G8R8X8_UNORM, 4)]
    [TestCase(VirglFormat.R10G10B10A2_UNORM, 4)]
    [TestCase(VirglFormat.R11G11B10_FLOAT, 4)]
    [TestCase(VirglFormat.R9G9B9E5_FLOAT, 4)]
    [TestCase(VirglFormat.S8_UINT_Z24_UNORM, 4)]
    [TestCase(VirglFormat.Z32_FLOAT_S8X24_UINT, 8)]
    [TestCase(VirglFormat.R16G16B16A16_FLOAT, 8)]
    [TestCase(VirglFormat.R32G32B32_FLOAT, 12)]
    [TestCase(VirglFormat.R32G32B32A32_FLOAT, 16)]
    [TestCase(VirglFormat.R64G64B64A64_FLOAT, 32)]
    public void Plain_formats_have_one_texel_a_block(VirglFormat format, int bytes) =>
        Assert.That(VirglFormatLayout.Of(format), Is.EqualTo(new VirglFormatLayout(bytes)));

    [TestCase(VirglFormat.DXT1_RGB, 8, 4, 4)]
    [TestCase(VirglFormat.DXT5_SRGBA, 16, 4, 4)]
    [TestCase(VirglFormat.RGTC1_UNORM, 8, 4, 4)]
    [TestCase(VirglFormat.BPTC_RGBA_UNORM, 16, 4, 4)]
    [TestCase(VirglFormat.ETC2_RGBA8, 16, 4, 4)]
    [TestCase(VirglFormat.ASTC_10x6_SRGB, 16, 10, 6)]
    [TestCase(VirglFormat.YUYV, 4, 2, 1)]
    public void Compressed_formats_have_blocks(VirglFormat format, int bytes, int width, int height) =>
        Assert.That(VirglFormatLayout.Of(format), Is.EqualTo(new VirglFormatLayout(bytes, width, height)));

    [Test]
    public void Every_named_format_but_the_planar_ones_has_a_layout() => Assert.That(
        Enum.GetValues<VirglFormat>().Where(format => VirglFormatLayout.TryGet(format) is null),
        Is.EqualTo((VirglFormat[])
        [
            VirglFormat.NONE, VirglFormat.YV12, VirglFormat.YV16, VirglFormat.IYUV, VirglFormat.NV12, VirglFormat.NV21, VirglFormat.P010,
            VirglFormat.P012, VirglFormat.P016,
        ]));

    [Test]
    public void Sizes_count_whole_blocks()
    {
        var layout = VirglFormatLayout.Of(VirglFormat.DXT1_RGB);

        Assert.That((layout.RowBytes(5), layout.Rows(5), layout.LayerBytes(5, 9)), Is.EqualTo((16, 2, 48)));
        Assert.That(() => VirglFormatLayout.Of((VirglFormat)260), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
