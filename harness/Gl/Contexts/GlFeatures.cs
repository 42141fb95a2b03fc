using System.Globalization;
using Silk.NET.OpenGL;

namespace Harness.Gl.Contexts;

/// <summary>Version and extensions of a context.</summary>
internal sealed class GlFeatures
{
    private readonly HashSet<string> extensions = [];

    private GlFeatures(int version) => Version = version;

    /// <summary>Hundreds are the major version: 405 for 4.5.</summary>
    public int Version { get; }

    /// <summary>Version of the shading language, as in <c>#version</c>: 450.</summary>
    public int Glsl { get; private init; }

    public bool ClipControl => Has(405, "GL_ARB_clip_control");

    public bool CopyImage => Has(403, "GL_ARB_copy_image");

    public bool TextureViews => Has(403, "GL_ARB_texture_view");

    public bool ClearTexture => Has(404, "GL_ARB_clear_texture");

    public bool BaseInstance => Has(402, "GL_ARB_base_instance");

    public bool AttributeBindings => Has(403, "GL_ARB_vertex_attrib_binding");

    public bool ViewportArray => Has(401, "GL_ARB_viewport_array");

    public bool BlendPerTarget => Has(400, "GL_ARB_draw_buffers_blend");

    public bool TextureStorage => Has(402, "GL_ARB_texture_storage");

    public bool MultisampleStorage => Has(403, "GL_ARB_texture_storage_multisample");

    public bool OffsetClamp => Has(406, "GL_ARB_polygon_offset_clamp") || Has(406, "GL_EXT_polygon_offset_clamp");

    public bool MirrorClampToEdge => Has(404, "GL_ARB_texture_mirror_clamp_to_edge");

    public bool StencilTextures => Has(404, "GL_ARB_texture_stencil8");

    public bool Adjacency => Has(302, "GL_ARB_geometry_shader4");

    public bool DebugMessages => Has(403, "GL_KHR_debug");

    /// <summary>Whether the context has what came with the version, or with the extension before it.</summary>
    public bool Has(int version, string extension) => Version >= version || extensions.Contains(extension);

    /// <summary>Reads them from the current context.</summary>
    public static GlFeatures Of(GL gl)
    {
        var features = new GlFeatures((gl.GetInteger(GLEnum.MajorVersion) * 100) + gl.GetInteger(GLEnum.MinorVersion))
        {
            Glsl = Digits(gl.GetStringS(StringName.ShadingLanguageVersion)),
        };
        int count = gl.GetInteger(GLEnum.NumExtensions);
        for (uint i = 0; i < count; i++)
        {
            features.extensions.Add(gl.GetStringS(StringName.Extensions, i));
        }

        return features;
    }

    /// <summary>"4.50 build 3" as 450.</summary>
    private static int Digits(string version)
    {
        string number = version.Split(' ')[0];
        int point = number.IndexOf('.', StringComparison.Ordinal);
        return point < 0
            ? 0
            : (int.Parse(number[..point], CultureInfo.InvariantCulture) * 100) + int.Parse(number[(point + 1)..].PadRight(2, '0')[..2], CultureInfo.InvariantCulture);
    }
}
