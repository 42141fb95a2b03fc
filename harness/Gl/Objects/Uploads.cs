using Harness.Gl.Contexts;
using Harness.Gl.Formats;
using Harness.Scenes;
using Harness.Scenes.Steps;
using Silk.NET.OpenGL;

namespace Harness.Gl.Objects;

/// <summary>
/// Bytes into buffers and textures. GL has several ways as VirGL has several roads; each road takes another of them, so that a driver's code for all of them is run.
/// </summary>
internal static unsafe class Uploads
{
    /// <summary>Inline write: glBufferSubData. DMA: a mapped range. Stream transfer: a mapped range that is flushed explicitly. Copy transfer: a copy from a staging buffer.</summary>
    public static void Write(GL gl, SceneObjects objects, UpdateBuffer step)
    {
        BufferTargetARB target = Words.Of(step.Buffer.Use);
        gl.BindBuffer(target, objects[step.Buffer]);
        fixed (byte* data = step.Data.Span)
        {
            switch (step.Road)
            {
                case TransferRoad.InlineWrite:
                    gl.BufferSubData(target, step.Offset, (nuint)step.Data.Count, data);
                    break;
                case TransferRoad.CopyTransfer:
                    Stage(gl, target, step, data);
                    break;
                default:
                    Map(gl, target, step);
                    break;
            }
        }
    }

    /// <summary>
    /// DMA: from memory, strides as unpack state. Inline write: from memory, packed. Stream transfer: from a pixel buffer, strides as unpack state.
    /// Copy transfer: glCopyImageSubData from a staging texture.
    /// </summary>
    public static void Write(GlContext context, SceneObjects objects, UpdateTexture step)
    {
        GL gl = context.Gl;
        (TextureResource texture, uint name) = (step.Texture, objects[step.Texture]);
        fixed (byte* data = step.Data.Span)
        {
            switch (step.Road)
            {
                case TransferRoad.InlineWrite:
                    fixed (byte* packed = Packed(step))
                    {
                        TexelWriter.Write(gl, texture, name, step.Level, step.Box, packed, 0, 0);
                    }

                    break;
                case TransferRoad.StreamTransfer:
                    uint pixels = gl.GenBuffer();
                    gl.BindBuffer(BufferTargetARB.PixelUnpackBuffer, pixels);
                    gl.BufferData(BufferTargetARB.PixelUnpackBuffer, (nuint)step.Data.Count, data, BufferUsageARB.StreamDraw);
                    TexelWriter.Write(gl, texture, name, step.Level, step.Box, (byte*)step.Offset, step.Stride, step.LayerStride);
                    gl.BindBuffer(BufferTargetARB.PixelUnpackBuffer, 0);
                    gl.DeleteBuffer(pixels);
                    break;
                case TransferRoad.CopyTransfer when context.Features.CopyImage:
                    Stage(context, step, name, data + step.Offset);
                    break;
                default:
                    TexelWriter.Write(gl, texture, name, step.Level, step.Box, data + step.Offset, step.Stride, step.LayerStride);
                    break;
            }
        }
    }

    private static void Map(GL gl, BufferTargetARB target, UpdateBuffer step)
    {
        bool flushes = step.Road == TransferRoad.StreamTransfer;
        MapBufferAccessMask access = MapBufferAccessMask.WriteBit | (flushes ? MapBufferAccessMask.FlushExplicitBit | MapBufferAccessMask.InvalidateRangeBit : 0);
        void* mapped = gl.MapBufferRange(target, step.Offset, (nuint)step.Data.Count, access);
        if (mapped == null)
        {
            return; // The error that GL leaves then is reported with the step.
        }

        step.Data.Span.CopyTo(new Span<byte>(mapped, step.Data.Count));
        if (flushes)
        {
            gl.FlushMappedBufferRange((BufferTargetARB)target, 0, (nuint)step.Data.Count);
        }

        if (!gl.UnmapBuffer(target))
        {
            throw new GlException(GlFault.Error, nameof(UpdateBuffer), "glUnmapBuffer says that what was written to the mapped buffer is lost.");
        }
    }

    private static void Stage(GL gl, BufferTargetARB target, UpdateBuffer step, byte* data)
    {
        uint staging = gl.GenBuffer();
        gl.BindBuffer(BufferTargetARB.CopyReadBuffer, staging);
        gl.BufferData(BufferTargetARB.CopyReadBuffer, (nuint)step.Data.Count, data, BufferUsageARB.StreamCopy);
        gl.CopyBufferSubData((CopyBufferSubDataTarget)BufferTargetARB.CopyReadBuffer, (CopyBufferSubDataTarget)target, 0, step.Offset, (nuint)step.Data.Count);
        gl.DeleteBuffer(staging);
    }

    /// <summary>The staging texture has the box's size and one level.</summary>
    private static void Stage(GlContext context, UpdateTexture step, uint name, byte* data)
    {
        GL gl = context.Gl;
        Region box = step.Box;
        bool volume = step.Texture.Target == Scenes.TextureTarget.ThreeD;
        TextureResource shape = step.Texture with
        {
            Target = box.Depth > 1 && step.Texture.Target == Scenes.TextureTarget.Cube ? Scenes.TextureTarget.TwoDArray : step.Texture.Target == Scenes.TextureTarget.Cube ? Scenes.TextureTarget.TwoD : step.Texture.Target,
            Width = box.Width,
            Height = box.Height,
            Depth = volume ? box.Depth : 1,
            Layers = volume ? 1 : box.Depth,
            Levels = 1,
        };
        uint staging = SceneObjects.Store(context, shape);
        TexelWriter.Write(gl, shape, staging, 0, new Region(0, 0, 0, box.Width, box.Height, box.Depth), data, step.Stride, step.LayerStride);
        gl.CopyImageSubData(
            staging, (CopyImageSubDataTarget)Words.Of(shape), 0, 0, 0, 0, name, (CopyImageSubDataTarget)Words.Of(step.Texture), step.Level, box.X, box.Y, box.Z,
            (uint)box.Width, (uint)box.Height, (uint)box.Depth);
        gl.DeleteTexture(staging);
    }

    private static byte[] Packed(UpdateTexture step)
    {
        int row = step.Box.Width * FormatLayout.Of(step.Texture.Format).Bytes;
        int stride = step.Stride == 0 ? row : step.Stride;
        int layerStride = step.LayerStride == 0 ? stride * step.Box.Height : step.LayerStride;
        byte[] packed = new byte[row * step.Box.Height * step.Box.Depth];
        for (int z = 0; z < step.Box.Depth; z++)
        {
            for (int y = 0; y < step.Box.Height; y++)
            {
                step.Data.Span.Slice(step.Offset + (z * layerStride) + (y * stride), row).CopyTo(packed.AsSpan(((z * step.Box.Height) + y) * row));
            }
        }

        return packed;
    }
}
