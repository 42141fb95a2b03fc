using Harness.Scenes;
using NUnit.Framework;

namespace Harness.Tests.Scenes;

public sealed class FormatLayoutTests
{
    private static IEnumerable<Format> Formats => Enum.GetValues<Format>().Where(f => f != Format.None);

    /// <summary>Gallium's packed and depth formats: channel, first bit (0 is the least significant of the little-endian element), bits.</summary>
    [TestCase(Format.B8G8R8A8_UNORM, 4, "B0+8 G8+8 R16+8 A24+8")]
    [TestCase(Format.B8G8R8X8_UNORM, 4, "B0+8 G8+8 R16+8 X24+8")]
    [TestCase(Format.R8G8B8X8_UNORM, 4, "R0+8 G8+8 B16+8 X24+8")]
    [TestCase(Format.B8G8R8A8_SRGB, 4, "B0+8 G8+8 R16+8 A24+8")]
    [TestCase(Format.R10G10B10A2_UNORM, 4, "R0+10 G10+10 B20+10 A30+2")]
    [TestCase(Format.B10G10R10A2_UNORM, 4, "B0+10 G10+10 R20+10 A30+2")]
    [TestCase(Format.R10G10B10A2_SNORM, 4, "R0+10 G10+10 B20+10 A30+2")]
    [TestCase(Format.R11G11B10_FLOAT, 4, "R0+11 G11+11 B22+10")]
    [TestCase(Format.B5G6R5_UNORM, 2, "B0+5 G5+6 R11+5")]
    [TestCase(Format.B5G5R5A1_UNORM, 2, "B0+5 G5+5 R10+5 A15+1")]
    [TestCase(Format.B4G4R4A4_UNORM, 2, "B0+4 G4+4 R8+4 A12+4")]
    [TestCase(Format.Z16_UNORM, 2, "Z0+16")]
    [TestCase(Format.Z24X8_UNORM, 4, "Z0+24 X24+8")]
    [TestCase(Format.S8_UINT_Z24_UNORM, 4, "S0+8 Z8+24")]
    [TestCase(Format.Z32_FLOAT, 4, "Z0+32")]
    [TestCase(Format.Z32_FLOAT_S8X24_UINT, 8, "Z0+32 S32+8 X40+24")]
    [TestCase(Format.S8_UINT, 1, "S0+8")]
    [TestCase(Format.R64G64_FLOAT, 16, "R0+64 G64+64")]
    public void Packed_and_reordered_formats_have_galliums_layout(Format format, int bytes, string components)
    {
        FormatLayout layout = FormatLayout.Of(format);
        Assert.Multiple(() =>
        {
            Assert.That(layout.Bytes, Is.EqualTo(bytes));
            Assert.That(string.Join(' ', layout.Components.Select(c => $"{c.Channel}{c.BitOffset}+{c.Bits}")), Is.EqualTo(components));
        });
    }

    [TestCaseSource(nameof(Formats))]
    public void Components_cover_the_element_without_gap_or_overlap(Format format)
    {
        FormatLayout layout = FormatLayout.Of(format);
        int end = 0;
        Assert.Multiple(() =>
        {
            foreach (FormatComponent component in layout.Components)
            {
                Assert.That(component.BitOffset, Is.EqualTo(end));
                end += component.Bits;
            }

            Assert.That(end, Is.EqualTo(layout.Bytes * 8));
            Assert.That(layout.Components.Select(c => c.Channel), Is.Unique);
        });
    }

    [TestCase(Format.R32G32B32A32_FLOAT, ComponentType.Float)]
    [TestCase(Format.R8G8B8A8_SNORM, ComponentType.SignedNormalised)]
    [TestCase(Format.R16G16_USCALED, ComponentType.UnsignedScaled)]
    [TestCase(Format.R16G16_SSCALED, ComponentType.SignedScaled)]
    [TestCase(Format.R32G32_UINT, ComponentType.UnsignedInteger)]
    [TestCase(Format.R32_SINT, ComponentType.SignedInteger)]
    [TestCase(Format.R32G32_FIXED, ComponentType.Fixed)]
    [TestCase(Format.Z24X8_UNORM, ComponentType.UnsignedNormalised, ComponentType.Unused)]
    [TestCase(Format.R8G8B8A8_SRGB, ComponentType.Srgb, ComponentType.Srgb, ComponentType.Srgb, ComponentType.UnsignedNormalised)]
    [TestCase(Format.S8_UINT_Z24_UNORM, ComponentType.UnsignedInteger, ComponentType.UnsignedNormalised)]
    [TestCase(Format.Z32_FLOAT_S8X24_UINT, ComponentType.Float, ComponentType.UnsignedInteger, ComponentType.Unused)]
    public void Types_come_from_the_name(Format format, params ComponentType[] types) =>
        Assert.That(FormatLayout.Of(format).Components.Select(c => c.Type).Distinct(), Is.EqualTo(types.Distinct()));

    [Test]
    public void Integer_formats_are_those_that_a_shader_reads_as_integers() => Assert.That(
        Formats.Where(f => FormatLayout.Of(f).IsInteger),
        Is.EquivalentTo(Formats.Where(f => f.ToString()[0] == 'R' && (f.ToString().EndsWith("_UINT", StringComparison.Ordinal) || f.ToString().EndsWith("_SINT", StringComparison.Ordinal)))));

    [Test]
    public void No_format_has_no_layout() => Assert.That(() => FormatLayout.Of(Format.None), Throws.TypeOf<ArgumentOutOfRangeException>());
}
