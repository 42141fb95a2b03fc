using Harness.Gl.Contexts;
using Harness.Gl.Formats;
using Harness.Scenes;
using Harness.Scenes.State;
using Silk.NET.OpenGL;
using TextureTarget = Silk.NET.OpenGL.TextureTarget;

namespace Harness.Gl.Objects;

/// <summary>What a scene makes and all its contexts share: buffers, textures, views of them, samplers, and the window. All of it goes with the scene.</summary>
internal sealed unsafe class SceneObjects
{
    /// <summary>A texture unit that no shader reads: textures are bound there to be made and written.</summary>
    public const TextureUnit Workbench = TextureUnit.Texture0 + 32;

    private readonly Dictionary<int, uint> buffers = [];
    private readonly Dictionary<int, uint> textures = [];
    private readonly Dictionary<TextureView, uint> views = [];
    private readonly Dictionary<SamplerState, uint> samplers = [];

    /// <summary>Makes the window's colour texture, and its depth and stencil buffer where the scene has one.</summary>
    public SceneObjects(GlContext context, Scene scene)
    {
        (Width, Height, WindowDepthFormat) = (scene.Width, scene.Height, scene.WindowDepth);
        Window = Store(context, new TextureResource(0, Scenes.TextureTarget.TwoD, Format.R8G8B8A8_UNORM, TextureUse.ColourTarget, scene.Width, scene.Height, 1, 1, 1, 1));
        if (scene.WindowDepth != Format.None)
        {
            WindowDepth = context.Gl.GenRenderbuffer();
            context.Gl.BindRenderbuffer(RenderbufferTarget.Renderbuffer, WindowDepth);
            context.Gl.RenderbufferStorage(RenderbufferTarget.Renderbuffer, (InternalFormat)TexelFormat.Of(scene.WindowDepth).Internal, (uint)scene.Width, (uint)scene.Height);
        }
    }

    /// <summary>Size of the window in pixels.</summary>
    public int Width { get; }

    /// <inheritdoc cref="Width"/>
    public int Height { get; }

    /// <summary>The R8G8B8A8 texture that observers read; row 0 is the bottom row.</summary>
    public uint Window { get; }

    /// <summary>A renderbuffer; 0 for none.</summary>
    public uint WindowDepth { get; }

    public Format WindowDepthFormat { get; }

    public uint this[BufferResource buffer] => buffers[buffer.Id];

    public uint this[TextureResource texture] => textures[texture.Id];

    /// <summary>The surface's texture, or the window's.</summary>
    public uint this[Surface surface] => surface.Texture is { } texture ? textures[texture.Id] : Window;

    /// <summary>Makes a resource with contents of zero.</summary>
    public void Create(GlContext context, Resource resource)
    {
        switch (resource)
        {
            case BufferResource buffer:
                buffers[buffer.Id] = Store(context.Gl, buffer);
                break;
            case TextureResource texture:
                uint name = Store(context, texture);
                textures[texture.Id] = name;
                Blank.Clear(context, texture, name);
                break;
        }
    }

    /// <summary>The texture as the view shows it: itself where the view is of all of it, else a texture view.</summary>
    public uint View(GlContext context, TextureView view)
    {
        TextureResource texture = view.Texture;
        if (view.FirstLevel == 0 && view.Last == texture.Levels - 1 && view.Swizzles.Count == 0)
        {
            return textures[texture.Id];
        }

        if (!views.TryGetValue(view, out uint name))
        {
            Lacks.Unless(context.Features.TextureViews, context, "texture views (OpenGL 4.3 or GL_ARB_texture_view)");
            GL gl = context.Gl;
            name = gl.GenTexture();
            views.Add(view, name);
            TextureTarget target = Words.Of(texture);
            gl.TextureView(
                name, target, textures[texture.Id], TexelFormat.Of(texture.Format).Internal, (uint)view.FirstLevel, (uint)(view.Last - view.FirstLevel + 1), 0, (uint)texture.Layers);
            gl.ActiveTexture(Workbench);
            gl.BindTexture(target, name);
            for (int channel = 0; channel < view.Swizzles.Count; channel++)
            {
                gl.TexParameter(target, (TextureParameterName)((int)GLEnum.TextureSwizzleR + channel), (int)Words.Of(view.Swizzles[channel]));
            }
        }

        return name;
    }

    public uint Sampler(GlContext context, SamplerState state)
    {
        if (!samplers.TryGetValue(state, out uint name))
        {
            samplers[state] = name = Samplers.Make(context, state);
        }

        return name;
    }

    /// <summary>Deletes everything; a context of the scene must be current.</summary>
    public void Delete(GL gl)
    {
        foreach (uint buffer in buffers.Values)
        {
            gl.DeleteBuffer(buffer);
        }

        foreach (uint texture in (IEnumerable<uint>)[.. views.Values, .. textures.Values, Window])
        {
            gl.DeleteTexture(texture);
        }

        foreach (uint sampler in samplers.Values)
        {
            gl.DeleteSampler(sampler);
        }

        if (WindowDepth != 0)
        {
            gl.DeleteRenderbuffer(WindowDepth);
        }
    }

    private static uint Store(GL gl, BufferResource buffer)
    {
        uint name = gl.GenBuffer();
        BufferTargetARB target = Words.Of(buffer.Use);
        gl.BindBuffer(target, name);
        byte[] zeros = new byte[buffer.Size];
        fixed (byte* data = zeros)
        {
            gl.BufferData(target, (nuint)buffer.Size, data, BufferUsageARB.DynamicDraw);
        }

        return name;
    }

    /// <summary>A texture of that shape whose contents are anything.</summary>
    public static uint Store(GlContext context, TextureResource texture)
    {
        Lacks.Unless(context.Features.TextureStorage, context, "immutable textures (OpenGL 4.2 or GL_ARB_texture_storage)");
        GL gl = context.Gl;
        uint name = gl.GenTexture();
        TextureTarget target = Words.Of(texture);
        SizedInternalFormat format = TexelFormat.Of(texture.Format).Internal;
        (uint levels, uint width, uint height) = ((uint)texture.Levels, (uint)texture.Width, (uint)texture.Height);
        gl.ActiveTexture(Workbench);
        gl.BindTexture(target, name);
        switch (target)
        {
            case TextureTarget.Texture1D:
                gl.TexStorage1D(target, levels, format, width);
                break;
            case TextureTarget.Texture2DMultisample:
                Lacks.Unless(context.Features.MultisampleStorage, context, "multisampled textures (OpenGL 4.3 or GL_ARB_texture_storage_multisample)");
                gl.TexStorage2DMultisample(target, (uint)texture.Samples, format, width, height, true);
                break;
            case TextureTarget.Texture3D or TextureTarget.Texture2DArray:
                gl.TexStorage3D(target, levels, format, width, height, (uint)(target == TextureTarget.Texture3D ? texture.Depth : texture.Layers));
                break;
            default:
                gl.TexStorage2D(target, levels, format, width, height);
                break;
        }

        if (context.IsCompatibility && FormatLayout.Of(texture.Format).HasDepth)
        {
            // The old profile spreads depth over red, green and blue unless told otherwise; core has red alone.
            gl.TexParameter(target, (TextureParameterName)0x884b, (int)GLEnum.Red);
        }

        return name;
    }
}
