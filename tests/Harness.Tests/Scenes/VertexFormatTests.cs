using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Tests.Scenes.Shading;
using Harness.Virgl;
using NUnit.Framework;

namespace Harness.Tests.Scenes;

/// <summary>Layouts of formats against the renderer: bytes that a layout explains must arrive in a vertex shader as the numbers it explains them to be.</summary>
[CancelAfter(30_000)]
public sealed class VertexFormatTests
{
    private static readonly byte[] Pattern = [0x81, 0x42, 0xc3, 0x24, 0xa5, 0x66, 0x07, 0x48, 0x39, 0xf4, 0x1e, 0x5d, 0x90, 0x2b, 0x77, 0xee];
    private ShaderBench bench = null!;

    [OneTimeSetUp]
    public void StartRenderer() => bench = new ShaderBench();

    [OneTimeTearDown]
    public void StopRenderer() => bench.Dispose();

    [Test]
    public void The_renderer_fetches_what_the_layout_says()
    {
        Format[] fetched = [.. Enum.GetValues<Format>().Where(f => f != Format.None && IsVertexFormat(FormatLayout.Of(f)))];
        Assert.Multiple(() =>
        {
            Assert.That(fetched, Has.Length.GreaterThan(50));
            foreach (Format format in fetched)
            {
                FormatLayout layout = FormatLayout.Of(format);
                byte[] bytes = Bytes(layout);
                Assert.That(Fetched(layout, Of(format), bytes), Is.EqualTo(Explained(layout, bytes)).Within(2).Ulps, $"{format} {Convert.ToHexString(bytes)}");
            }
        });
    }

    /// <summary>
    /// GL fetches no depth, no sRGB, nothing with unused bits, and of 16-bit elements none that is packed. It does fetch fixed point, but virglrenderer 0.10.4
    /// refuses those formats ("Illegal vertex format 87").
    /// </summary>
    private static bool IsVertexFormat(FormatLayout layout) => !layout.IsDepthStencil
        && layout.Components.All(c => c.Type is not ComponentType.Srgb and not ComponentType.Unused and not ComponentType.Fixed && c.Bits is not 1 and not 4 and not 5 and not 6);

    private static VirglFormat Of(Format format) => Enum.TryParse(format.ToString(), out VirglFormat same) ? same : default;

    /// <summary>Bytes that mean something in the format: floats near one, else a pattern.</summary>
    private static byte[] Bytes(FormatLayout layout)
    {
        byte[] bytes = Pattern[..layout.Bytes];
        for (int c = 0; c < layout.Components.Count; c++)
        {
            FormatComponent component = layout.Components[c];
            Span<byte> at = bytes.AsSpan(component.BitOffset / 8);
            switch ((component.Type, component.Bits))
            {
                case (ComponentType.Float, 16):
                    BinaryPrimitives.WriteHalfLittleEndian(at, (Half)(1.25 + c));
                    break;
                case (ComponentType.Float, 32):
                    BinaryPrimitives.WriteSingleLittleEndian(at, -1.1f - c);
                    break;
                case (ComponentType.Float, 64):
                    BinaryPrimitives.WriteDoubleLittleEndian(at, 2.5 + c);
                    break;
            }
        }

        return bytes;
    }

    private static float[] Explained(FormatLayout layout, byte[] bytes)
    {
        var bits = new BigInteger(bytes, isUnsigned: true);
        float[] value = [0, 0, 0, 1];
        foreach (FormatComponent c in layout.Components.Where(c => c.Type != ComponentType.Unused))
        {
            ulong raw = (ulong)(bits >> c.BitOffset & ((BigInteger.One << c.Bits) - 1));
            long signed = (long)(raw << (64 - c.Bits)) >> (64 - c.Bits);
            value["RGBA".IndexOf(c.Channel, StringComparison.Ordinal)] = (float)(c.Type switch
            {
                ComponentType.UnsignedNormalised => raw / (double)(ulong.MaxValue >> (64 - c.Bits)),
                ComponentType.SignedNormalised => Math.Max(-1, signed / (double)(long.MaxValue >> (64 - c.Bits))),
                ComponentType.UnsignedScaled or ComponentType.UnsignedInteger => raw,
                ComponentType.SignedScaled or ComponentType.SignedInteger => signed,
                ComponentType.Fixed => signed / 65536.0,
                ComponentType.Float when c.Bits == 64 => BitConverter.UInt64BitsToDouble(raw),
                ComponentType.Float when c.Bits == 32 => BitConverter.UInt32BitsToSingle((uint)raw),
                ComponentType.Float when c.Bits == 16 => (double)BitConverter.UInt16BitsToHalf((ushort)raw),
                // Unsigned floats: a half without sign, its mantissa cut to 6 (11 bits) or 5 (10 bits).
                ComponentType.Float => (double)BitConverter.UInt16BitsToHalf((ushort)(raw << (15 - c.Bits))),
                _ => throw new InvalidOperationException($"No vertex format has {c.Type.ToString().ToLower(CultureInfo.InvariantCulture)} components."),
            });
        }

        return value;
    }

    private float[] Fetched(FormatLayout layout, VirglFormat format, byte[] bytes)
    {
        AttributeKind kind = !layout.IsInteger ? AttributeKind.Float : layout.IsSigned ? AttributeKind.SignedInteger : AttributeKind.UnsignedInteger;
        var value = new Varying(0, 4, Interpolation.Flat);
        var vertex = new VertexShader(Shade.Attribute(0), [new(value, Shade.Attribute(1, 4, kind))]);
        return bench.Draw(new BenchDraw
        {
            Vertex = TgsiEmitter.Emit(vertex),
            Fragment = TgsiEmitter.Emit(FragmentShader.Of(Shade.Read(value))),
            Vertices = [.. MemoryMarshal.AsBytes([0f, 0f, 0f, 1f]), .. bytes],
            Elements = [new(0, 0, 0, VirglFormat.R32G32B32A32_FLOAT), new(16, 0, 0, format)],
            Stride = 32,
            Count = 1,
            Width = 1,
        })[0];
    }
}
