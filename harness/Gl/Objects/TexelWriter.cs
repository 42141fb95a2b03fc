using Harness.Gl.Formats;
using Harness.Scenes;
using Silk.NET.OpenGL;
using TextureTarget = Silk.NET.OpenGL.TextureTarget;

namespace Harness.Gl.Objects;

/// <summary>Texels from memory, or from a bound pixel buffer, into a box of a texture. Strides become unpack state; those that are no whole number of texels or rows, several calls.</summary>
internal static unsafe class TexelWriter
{
    /// <param name="data">Address of the first texel; an offset where a pixel buffer is bound.</param>
    /// <param name="stride">Bytes from row to row; 0 for packed.</param>
    /// <param name="layerStride">Bytes from layer to layer; 0 for packed.</param>
    public static void Write(GL gl, TextureResource texture, uint name, int level, Region box, byte* data, int stride, int layerStride)
    {
        int texel = FormatLayout.Of(texture.Format).Bytes;
        stride = stride == 0 ? box.Width * texel : stride;
        layerStride = layerStride == 0 ? stride * box.Height : layerStride;
        gl.ActiveTexture(SceneObjects.Workbench);
        gl.BindTexture(Words.Of(texture), name);
        gl.PixelStore(PixelStoreParameter.UnpackAlignment, 1);
        if (stride % texel != 0)
        {
            for (int row = 0; row < box.Height * box.Depth; row++)
            {
                (int z, int y) = (row / box.Height, row % box.Height);
                Call(gl, texture, level, box with { Y = box.Y + y, Z = box.Z + z, Height = 1, Depth = 1 }, data + ((nint)z * layerStride) + ((nint)y * stride));
            }
        }
        else
        {
            gl.PixelStore(PixelStoreParameter.UnpackRowLength, stride / texel);
            if (box.Depth == 1 || (layerStride % stride == 0 && texture.Target != Scenes.TextureTarget.Cube))
            {
                gl.PixelStore(PixelStoreParameter.UnpackImageHeight, layerStride / stride);
                Call(gl, texture, level, box, data);
            }
            else
            {
                for (int z = 0; z < box.Depth; z++)
                {
                    Call(gl, texture, level, box with { Z = box.Z + z, Depth = 1 }, data + ((nint)z * layerStride));
                }
            }
        }

        gl.PixelStore(PixelStoreParameter.UnpackRowLength, 0);
        gl.PixelStore(PixelStoreParameter.UnpackImageHeight, 0);
        gl.PixelStore(PixelStoreParameter.UnpackAlignment, 4);
    }

    private static void Call(GL gl, TextureResource texture, int level, Region box, byte* data)
    {
        (_, PixelFormat format, PixelType type) = TexelFormat.Of(texture.Format);
        TextureTarget target = Words.Of(texture);
        (uint width, uint height) = ((uint)box.Width, (uint)box.Height);
        switch (target)
        {
            case TextureTarget.Texture1D:
                gl.TexSubImage1D(target, level, box.X, width, format, type, data);
                break;
            case TextureTarget.Texture3D or TextureTarget.Texture2DArray:
                gl.TexSubImage3D(target, level, box.X, box.Y, box.Z, width, height, (uint)box.Depth, format, type, data);
                break;
            case TextureTarget.TextureCubeMap:
                gl.TexSubImage2D(TextureTarget.TextureCubeMapPositiveX + box.Z, level, box.X, box.Y, width, height, format, type, data);
                break;
            default:
                gl.TexSubImage2D(target, level, box.X, box.Y, width, height, format, type, data);
                break;
        }
    }
}
