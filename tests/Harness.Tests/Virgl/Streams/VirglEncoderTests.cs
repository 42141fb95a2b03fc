using System.Runtime.InteropServices;
using CsCheck;
using Harness.Virgl;
using Harness.Virgl.Commands;
using NUnit.Framework;

namespace Harness.Tests.Virgl.Streams;

public sealed class VirglEncoderTests
{
    [Test]
    public void A_shader_of_any_length_arrives_whole_in_pieces_of_any_size() =>
        Gen.Select(Gen.Char['\u0001', '\u007f'].Array[0, 400], Gen.Int[1, 120], Gen.Bool).Sample((chars, pieceWords, writesOut) =>
        {
            var text = new string(chars);
            var output = writesOut ? StreamOutput.OneBuffer(4, [new() { ComponentCount = 4 }]) : default;
            var encoder = new VirglEncoder(new CommandStream());
            encoder.CreateShader(7, ShaderStage.Geometry, text, output, maxTextWords: pieceWords);

            var pieces = VirglDecoder.Decode(encoder.Stream.Words).Cast<CreateShader>().ToList();

            Assert.That(pieces[0].LengthOrOffset, Is.EqualTo(text.Length + 1));
            Assert.That(pieces[0].StreamOutput, Is.EqualTo(output));
            Assert.That(pieces[0].TokenCount, Is.GreaterThan(text.Length));
            var sent = 0;
            foreach (var piece in pieces)
            {
                Assert.That(piece.Handle == 7 && piece.Stage == ShaderStage.Geometry);
                if (sent > 0)
                {
                    Assert.That(piece.LengthOrOffset, Is.EqualTo(0x80000000u | (uint)sent));
                    Assert.That(piece.StreamOutput.Outputs, Is.Empty);
                }

                sent += piece.TextWords.Count * 4;
            }

            Assert.That(sent, Is.EqualTo((text.Length + 4) / 4 * 4), "no dword more than the text with its NUL needs");
            Assert.That(string.Concat(pieces.Select(piece => piece.Text)), Is.EqualTo(text));
        });

    [Test]
    public void A_shader_too_long_for_one_command_is_continued_at_the_limit()
    {
        var encoder = new VirglEncoder(new CommandStream());
        encoder.CreateShader(1, ShaderStage.Fragment, new string('x', 300_000));

        var pieces = VirglDecoder.Decode(encoder.Stream.Words).Cast<CreateShader>().ToList();

        Assert.That(pieces, Has.Count.EqualTo(2));
        Assert.That(pieces[0].TextWords, Has.Count.EqualTo(65530));
        Assert.That(pieces[1].LengthOrOffset, Is.EqualTo(0x80000000u | (65530 * 4)));
    }

    [TestCase("VERT\n\0")]
    [TestCase("VERT é")]
    public void Shader_text_that_tgsi_cannot_hold_is_refused_and_writes_nothing(string text)
    {
        var stream = new CommandStream();

        Assert.That(() => new VirglEncoder(stream).CreateShader(1, ShaderStage.Vertex, text), Throws.ArgumentException);
        Assert.That(stream.Length, Is.Zero);
    }

    [Test]
    public void The_text_of_a_decoded_shader_can_be_replaced()
    {
        var encoder = new VirglEncoder(new CommandStream());
        encoder.CreateShader(1, ShaderStage.Vertex, "VERT\n  0: END\n");
        var shader = (CreateShader)VirglDecoder.Decode(encoder.Stream.Words).Single();

        var other = new VirglEncoder(new CommandStream());
        other.CreateShader(1, ShaderStage.Vertex, "VERT\nDCL IN[0]\n  0: END\n");
        var stream = new CommandStream();
        shader.WithText("VERT\nDCL IN[0]\n  0: END\n").Encode(stream);

        Assert.That(stream.Words.ToArray(), Is.EqualTo(other.Stream.Words.ToArray()));
    }

    [Test]
    public void An_inline_write_of_any_box_is_split_without_losing_or_moving_a_byte() =>
        Gen.Select(Gen.Int[1, 23], Gen.Int[1, 19], Gen.Int[1, 3], Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[16, 400]).Sample((width, height, depth, x, y, maxBytes) =>
        {
            foreach (var layout in (VirglFormatLayout[])[new(1), new(4), new(16), new(16, 4, 4)])
            {
                var rowBytes = layout.RowBytes(width);
                var rows = layout.Rows(height);
                var stride = rowBytes + 3;
                var layerStride = (stride * rows) + 7;
                var data = new byte[layerStride * depth];
                new Random(width).NextBytes(data);
                var origin = new Box((uint)(x * layout.BlockWidth), (uint)(y * layout.BlockHeight), 2, (uint)width, (uint)height, (uint)depth);
                var encoder = new VirglEncoder(new CommandStream());
                encoder.InlineWriteTexture(9, 1, origin, layout, data, stride, layerStride, maxBytes);

                var seen = new byte[data.Length];
                var written = 0;
                foreach (var write in VirglDecoder.Decode(encoder.Stream.Words).Cast<ResourceInlineWrite>())
                {
                    var box = write.Region.Box;
                    var bytes = MemoryMarshal.AsBytes(write.Data.Span);
                    var pieceRow = layout.RowBytes((int)box.Width);
                    Assert.That(write.Region.Stride, Is.EqualTo(pieceRow));
                    Assert.That(pieceRow * layout.Rows((int)box.Height), Is.LessThanOrEqualTo(maxBytes).And.GreaterThan(bytes.Length - 4));
                    for (var row = 0; row < layout.Rows((int)box.Height); row++)
                    {
                        var place = ((int)(box.Z - 2) * layerStride)
                            + (((int)(box.Y - origin.Y) / layout.BlockHeight) + row) * stride
                            + ((int)(box.X - origin.X) / layout.BlockWidth * layout.BlockBytes);
                        bytes.Slice(row * pieceRow, pieceRow).CopyTo(seen.AsSpan(place));
                        written += pieceRow;
                    }
                }

                Assert.That(written, Is.EqualTo(rowBytes * rows * depth));
                for (var layer = 0; layer < depth; layer++)
                {
                    for (var row = 0; row < rows; row++)
                    {
                        var place = (layer * layerStride) + (row * stride);
                        Assert.That(seen.AsSpan(place, rowBytes).SequenceEqual(data.AsSpan(place, rowBytes)));
                    }
                }
            }
        });

    [Test]
    public void A_buffer_write_over_the_length_limit_takes_as_few_commands_as_possible()
    {
        var data = new byte[ResourceInlineWrite.MaxBytes + 5];
        new Random(1).NextBytes(data);
        var encoder = new VirglEncoder(new CommandStream());
        encoder.InlineWriteBuffer(3, 100, data);

        var writes = VirglDecoder.Decode(encoder.Stream.Words).Cast<ResourceInlineWrite>().ToList();

        Assert.That(writes.Select(write => (write.Region.Box.X, write.Region.Box.Width)), Is.EqualTo(((uint, uint)[])[(100, 262096), (262196, 5)]));
        Assert.That(
            writes.SelectMany(write => MemoryMarshal.AsBytes(write.Data.Span)[..(int)write.Region.Box.Width].ToArray()),
            Is.EqualTo(data));
    }

    [Test]
    public void What_does_not_fit_its_field_is_refused_and_writes_nothing()
    {
        var stream = new CommandStream();
        var encoder = new VirglEncoder(stream);

        Assert.That(() => encoder.SetStencilRef(256, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new ScissorRect(0, 0, 65536, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new SamplerState { MaxAnisotropy = 64 }, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => encoder.Nop(65536), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => encoder.ResourceInlineWrite(default, new byte[262097]), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(stream.Length, Is.Zero);
    }

    [Test]
    public void A_warm_stream_takes_commands_without_allocating()
    {
        var encoder = new VirglEncoder(new CommandStream());
        var vertices = new byte[256];
        var text = "FRAG\nDCL OUT[0], COLOR\n  0: END\n";

        void Scene()
        {
            encoder.Stream.Reset();
            encoder.CreateRasterizer(1, RasterizerState.Standard with { Scissor = true });
            encoder.CreateBlend(2, BlendState.Opaque);
            encoder.CreateDepthStencilAlpha(3, new DepthStencilAlphaState { DepthEnable = true });
            encoder.CreateShader(4, ShaderStage.Fragment, text);
            encoder.CreateVertexElements(5, [new(0, 0, 0, VirglFormat.R32G32B32_FLOAT)]);
            encoder.BindObject(ObjectType.Rasterizer, 1);
            encoder.SetVertexBuffers([new VertexBuffer(16, 0, 1)]);
            encoder.SetFramebufferState(0, [1, 2]);
            encoder.SetScissorState(new ScissorRect(0, 0, 1, 1));
            encoder.SetViewportState(Viewport.YUp(64, 64));
            encoder.SetConstantBuffer(ShaderStage.Vertex, [1, 2, 3, 4]);
            encoder.InlineWriteBuffer(1, 0, vertices);
            encoder.InlineWriteTexture(1, 0, new Box(0, 0, 0, 8, 8, 1), new VirglFormatLayout(4), vertices, maxBytes: 64);
            encoder.Clear(ClearBuffers.Color0, ColorWords.Float(0, 0, 0, 1));
            encoder.Draw(PipePrimitive.Triangles, 0, 3);
        }

        Scene();
        Scene();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Scene();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
