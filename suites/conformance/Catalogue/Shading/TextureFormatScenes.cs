using System.Runtime.InteropServices;
using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;

namespace Harness.Catalogue.Shading;

/// <summary>How the bits of texels become colours (GL 4.5 sections 2.3, 8.5 and 8.25).</summary>
internal static class TextureFormatScenes
{
    private const int Size = 8;

    public static IEnumerable<Scene> All() => [.. ColourFormats.Unsigned.Select(f => Of(f, 1, 0)), .. ColourFormats.Signed.Select(f => Of(f, 0.5f, 0.5f)), .. ColourFormats.Floats.Select(OfFloats), .. SrgbLinear(), LargeFloats()];

    private static string Kebab(Format format) => format.ToString().ToLowerInvariant().Replace('_', '-');

    private static SceneBuilder Begin(string name, string proves, string section = "GL 4.5 section 8.5") => new SceneBuilder($"texture-format/{name}", proves, section).Clear(Colour.Black);

    private static string Components(Format format)
    {
        FormatLayout layout = FormatLayout.Of(format);
        string read = string.Concat(layout.Components.Where(c => c.Type != ComponentType.Unused).Select(c => $"{c.Channel}{c.Bits}"));
        return $"A {Kebab(format).Replace('-', ' ')} texture reads its components ({read}) from their bits, and 0, 0, 1 for green, blue and alpha it does not have.";
    }

    /// <summary>Bytes that take many values in every component; one row of zeros and one of ones for the ends of the range.</summary>
    private static byte[] Texels(int bytesPerTexel)
    {
        byte[] data = new byte[Size * Size * bytesPerTexel];
        for (int k = 0; k < data.Length; k++)
        {
            int row = k / (Size * bytesPerTexel);
            data[k] = row == 3 ? (byte)0 : row == 5 ? (byte)255 : (byte)((k * 151) + (k / 7 * 89) + (k / 64 * 31));
        }

        return data;
    }

    private static void Show(SceneBuilder scene, float scale, float offset) => scene.FillShaded(at => (Shade.Sample(0, TextureTarget.TwoD, at) * scale) + offset);

    private static Scene Of(Format format, float scale, float offset)
    {
        SceneBuilder scene = Begin(Kebab(format), Components(format), Kebab(format).EndsWith("srgb", StringComparison.Ordinal) ? "GL 4.5 section 8.24" : "GL 4.5 section 8.5");
        TextureResource texture = scene.Texture2D(Size, Size, format);
        scene.Upload<byte>(texture, Texels(FormatLayout.Of(format).Bytes));
        scene.Bind(texture);
        Show(scene, scale, offset);
        return scene.Build();
    }

    /// <summary>Values from -2 to 2 (from 0 to 4 where there is no sign), among them zero, one and fractions with full mantissas.</summary>
    private static Scene OfFloats(Format format)
    {
        SceneBuilder scene = Begin(Kebab(format), Components(format), "GL 4.5 section 2.3.4");
        TextureResource texture = scene.Texture2D(Size, Size, format);
        FormatLayout layout = FormatLayout.Of(format);
        float[] values = [.. Enumerable.Range(0, Size * Size * layout.Components.Count).Select(k => ((k * 37 % 101) / 25f) - 2)];
        byte[] data = layout.Components[0].Bits switch
        {
            16 => MemoryMarshal.AsBytes<Half>([.. values.Select(v => (Half)v)]).ToArray(),
            32 => MemoryMarshal.AsBytes<float>(values).ToArray(),
            _ => MemoryMarshal.AsBytes<uint>([.. values.Chunk(3).Select(Packed)]).ToArray(),
        };
        scene.Upload<byte>(texture, data);
        scene.Bind(texture);
        bool signed = layout.Components[0].Bits > 11;
        Show(scene, 0.25f, signed ? 0.5f : 0);
        return scene.Build();
    }

    /// <summary>11, 11 and 10 bits: halves without sign whose mantissas are cut.</summary>
    private static uint Packed(float[] rgb)
    {
        uint r = BitConverter.HalfToUInt16Bits((Half)(rgb[0] + 2));
        uint g = BitConverter.HalfToUInt16Bits((Half)(rgb[1] + 2));
        uint b = BitConverter.HalfToUInt16Bits((Half)(rgb[2] + 2));
        return (r >> 4) | (g >> 4 << 11) | (b >> 5 << 22);
    }

    /// <summary>sRGB texels are made linear before they are filtered.</summary>
    private static IEnumerable<Scene> SrgbLinear()
    {
        SceneBuilder scene = Begin("srgb-filtered", "Texels stored as sRGB are decoded before they are mixed: halfway between black and white is more than half.", "GL 4.5 section 8.24");
        scene.AllowUncertain(1, "whether decoding comes before or after filtering is left free, though before is preferred (GL 4.5 section 8.24)");
        TextureResource texture = scene.Texture2D(2, 2, Format.R8G8B8A8_SRGB);
        scene.Upload<byte>(texture, [90, 150, 200, 255, 130, 120, 180, 200, 110, 180, 220, 220, 100, 140, 190, 240]);
        scene.Bind(texture, SamplerState.Linear.WithWrap(Wrap.ClampToEdge));
        Show(scene, 1, 0);
        yield return scene.Build();
    }

    private static Scene LargeFloats()
    {
        SceneBuilder scene = Begin("floats-keep-their-bits", "Texels of 32-bit floats come back with every bit: large, small and negative.", "GL 4.5 section 8.5");
        TextureResource texture = scene.Texture2D(4, 2, Format.R32G32B32A32_FLOAT);
        float[] values = [16777215, -8388607.5f, 1 / 3f, MathF.PI, 1.0000001f, 3.4028235e38f, -1.2345e-30f, 65536.01f];
        scene.Upload<float>(texture, [.. values.SelectMany(v => new[] { v, BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(v) ^ 1), v * 0.5f, -v })]);
        scene.Bind(texture);
        scene.Constants(ShaderStage.Fragment, [.. values.SelectMany(v => new[] { v, v, v, v })]);
        return scene.FillShaded(at =>
        {
            Expr texel = Shade.Sample(0, TextureTarget.TwoD, at);
            Expr expected = Shade.ConstantAt(0, 8, Shade.Floor(at.X * 4) + (Shade.Floor(at.Y * 2) * 4)).X;
            return Shade.Join(Shade.Equal(texel.X, expected), Shade.NotEqual(texel.Y, expected), Shade.Equal(texel.Z * 2, expected) * at.X, Shade.Equal(texel.W, -expected));
        }).Build();
    }
}
