using Harness.Gl.Contexts;
using Harness.Gl.Formats;
using Harness.Scenes;

namespace Harness.Gl.Objects;

/// <summary>New textures hold anything in OpenGL; scenes count on zeros.</summary>
internal static unsafe class Blank
{
    public static void Clear(GlContext context, TextureResource texture, uint name)
    {
        TexelFormat format = TexelFormat.Of(texture.Format);
        for (int level = 0; level < texture.Levels; level++)
        {
            if (context.Features.ClearTexture)
            {
                context.Gl.ClearTexImage(name, level, format.External, format.Type, null);
            }
            else if (texture.Samples <= 1 && texture.Use != TextureUse.DepthTarget)
            {
                Region all = Region.Whole(texture, level);
                byte[] zeros = new byte[all.Width * all.Height * all.Depth * FormatLayout.Of(texture.Format).Bytes];
                fixed (byte* data = zeros)
                {
                    TexelWriter.Write(context.Gl, texture, name, level, all, data, 0, 0);
                }
            }
        }
    }
}
