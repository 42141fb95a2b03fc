using System.Runtime.InteropServices;
using Harness.Virgl;
using Harness.Virgl.Commands;
using Harness.Virgl.Vtest;
using Stage = Harness.Virgl.ShaderStage;

namespace Harness.Tests.Scenes.Shading;

/// <summary>One draw of the bench. The default: points, one a pixel of a row, drawn unflipped into <see cref="Colours"/> targets.</summary>
internal sealed record BenchDraw
{
    public required string Vertex { get; init; }

    public required string Fragment { get; init; }

    public required byte[] Vertices { get; init; }

    public required VertexElement[] Elements { get; init; }

    public required uint Stride { get; init; }

    public uint Count { get; init; } = InputValues.Points;

    public uint First { get; init; }

    public uint Instances { get; init; } = 1;

    public PipePrimitive Mode { get; init; } = PipePrimitive.Points;

    public int Width { get; init; } = InputValues.Points;

    public int Height { get; init; } = 1;

    public int Colours { get; init; } = 1;

    /// <summary>Draws with a negative viewport scale.y.</summary>
    public bool FlipY { get; init; }

    public RasterizerState Rasterizer { get; init; } = RasterizerState.Standard;

    public float[] VertexConstants { get; init; } = [];

    public float[] FragmentConstants { get; init; } = [];

    /// <summary>Contents of uniform buffer 1 of both stages.</summary>
    public float[] UniformBuffer { get; init; } = [];

    /// <summary>A colour for every texel of the texture in the slot of its number.</summary>
    public float[][] Textures { get; init; } = [];
}

/// <summary>Runs TGSI shaders on the real virglrenderer and reads what they computed from 32-bit float targets, so that no rounding hides anything.</summary>
internal sealed class ShaderBench : IDisposable
{
    private const uint Blend = 1;
    private const uint Sampler = 2;
    private const uint CompareSampler = 3;
    private const uint FirstFree = 4;
    private const uint FirstShader = 1000;
    private const int VertexBytes = 1 << 16;

    private readonly VtestServer server = VtestServer.Start();
    private readonly VtestConnection connection;
    private readonly CommandStream stream = new();
    private readonly GuestResource vertices;
    private readonly GuestResource uniforms;
    private readonly GuestResource[] textures;
    private readonly Dictionary<(int Width, int Height), GuestResource[]> targets = [];
    private readonly Dictionary<(Stage Stage, string Text), uint> shaders = [];
    private readonly uint context;
    private uint handle = FirstFree;

    public ShaderBench()
    {
        connection = server.Connect();
        context = connection.CreateContext("shader bench");
        vertices = Resource(ResourceDescription.ForBuffer(VertexBytes, VirglBind.VertexBuffer));
        uniforms = Resource(ResourceDescription.ForBuffer(4096, VirglBind.ConstantBuffer));
        const VirglFormat colour = VirglFormat.R32G32B32A32_FLOAT;
        ResourceDescription Texture(PipeTextureTarget target, uint layers) =>
            new((uint)target, (uint)colour, (uint)VirglBind.SamplerView, 1, ArraySize: layers) { BackingBytes = 16 * (int)layers };
        textures =
        [
            Resource(Texture(PipeTextureTarget.Texture1D, 1)), Resource(Texture(PipeTextureTarget.Texture2D, 1)), Resource(Texture(PipeTextureTarget.Texture3D, 1)),
            Resource(Texture(PipeTextureTarget.TextureCube, 6)), Resource(Texture(PipeTextureTarget.Texture2DArray, 2)),
            Resource(new((uint)PipeTextureTarget.Texture2D, (uint)VirglFormat.Z32_FLOAT, (uint)(VirglBind.SamplerView | VirglBind.DepthStencil), 1) { BackingBytes = 4 }),
        ];
        stream.Write(new CreateBlend(Blend, BlendState.Opaque));
        stream.Write(new BindObject(ObjectType.Blend, Blend));
        var sampler = new SamplerState { MipFilter = MipFilter.None, MaxLod = 1000 };
        stream.Write(new CreateSamplerState(Sampler, sampler));
        stream.Write(new CreateSamplerState(CompareSampler, sampler with { CompareEnable = true, CompareFunction = CompareFunction.LessEqual }));
        uint[] views = [.. textures.Select((t, slot) => View(t, slot < InputValues.TextureTargets ? colour : VirglFormat.Z32_FLOAT))];
        uint[] samplers = [.. Enumerable.Repeat(Sampler, InputValues.TextureTargets), CompareSampler];
        foreach (Stage stage in new[] { Stage.Vertex, Stage.Fragment })
        {
            stream.Write(new SetSamplerViews(stage, 0, views));
            stream.Write(new BindSamplerStates(stage, 0, samplers));
        }

        Flush();
        Upload(textures[InputValues.CompareSlot], [InputValues.StoredDepth]);
    }

    /// <summary>Texels of each target, four floats each, in the order of the transfer.</summary>
    public float[][] Draw(BenchDraw draw)
    {
        GuestResource[] colours = Targets(draw.Width, draw.Height);
        foreach ((int slot, float[] colour) in draw.Textures.Index())
        {
            Upload(textures[slot], [.. Enumerable.Repeat(colour, Math.Max(1, (int)textures[slot].Description.ArraySize)).SelectMany(c => c)]);
        }

        draw.Vertices.CopyTo(vertices.Backing);
        connection.TransferToHost(context, vertices, new(new(0, 0, 0, (uint)draw.Vertices.Length, 1, 1)));
        if (draw.UniformBuffer.Length > 0)
        {
            MemoryMarshal.AsBytes(draw.UniformBuffer.AsSpan()).CopyTo(uniforms.Backing);
            connection.TransferToHost(context, uniforms, new(new(0, 0, 0, (uint)draw.UniformBuffer.Length * 4, 1, 1)));
        }

        uint first = handle;
        uint[] surfaces = [.. colours.Take(draw.Colours).Select(Surface)];
        stream.Write(new SetFramebufferState(0, surfaces));
        stream.Write(new SetViewportState(0, [draw.FlipY ? Viewport.YUp(draw.Width, draw.Height) : Viewport.YDown(draw.Width, draw.Height)]));
        uint rasterizer = handle++;
        stream.Write(new CreateRasterizer(rasterizer, draw.Rasterizer));
        stream.Write(new BindObject(ObjectType.Rasterizer, rasterizer));
        uint elements = handle++;
        stream.Write(new CreateVertexElements(elements, draw.Elements));
        stream.Write(new BindObject(ObjectType.VertexElements, elements));
        stream.Write(new SetVertexBuffers([new(draw.Stride, 0, vertices.Id)]));
        Shader(Stage.Vertex, draw.Vertex, draw.VertexConstants);
        Shader(Stage.Fragment, draw.Fragment, draw.FragmentConstants);
        stream.Write(new Clear((ClearBuffers)(((1u << draw.Colours) - 1) << 2), ColorWords.Float(-1, -1, -1, -1)));
        stream.Write(new DrawVbo(draw.First, draw.Count, draw.Mode, InstanceCount: draw.Instances));
        Flush();
        foreach (GuestResource colour in colours.Take(draw.Colours))
        {
            connection.TransferFromHost(context, colour, new(new(0, 0, 0, (uint)draw.Width, (uint)draw.Height, 1)));
        }

        connection.Finish(context);
        for (uint h = first; h < handle; h++)
        {
            stream.Write(new DestroyObject(ObjectType.Shader, h));
        }

        handle = first;
        return [.. colours.Take(draw.Colours).Select(c => MemoryMarshal.Cast<byte, float>(c.Backing).ToArray())];
    }

    public void Dispose()
    {
        connection.Dispose();
        server.Dispose();
    }

    private void Shader(Stage stage, string text, float[] constants)
    {
        // A shader that was there before is compiled already.
        if (!shaders.TryGetValue((stage, text), out uint shader))
        {
            shader = FirstShader + (uint)shaders.Count;
            shaders.Add((stage, text), shader);
            CreateShader.Write(stream, shader, stage, text);
        }

        stream.Write(new BindShader(shader, stage));
        if (constants.Length > 0)
        {
            stream.Write(new SetConstantBuffer(stage, 0, constants));
        }

        stream.Write(new SetUniformBuffer(stage, 1, 0, 4096, uniforms.Id));
    }

    private GuestResource[] Targets(int width, int height)
    {
        if (!targets.TryGetValue((width, height), out GuestResource[]? made))
        {
            made = [.. Enumerable.Range(0, 4).Select(_ => Resource(ResourceDescription.ForTexture2D(VirglFormat.R32G32B32A32_FLOAT, VirglBind.RenderTarget, width, height)))];
            targets.Add((width, height), made);
        }

        return made;
    }

    private uint Surface(GuestResource target)
    {
        stream.Write(new CreateSurface(handle, new SurfaceState(target.Id, VirglFormat.R32G32B32A32_FLOAT)));
        return handle++;
    }

    private uint View(GuestResource texture, VirglFormat format)
    {
        stream.Write(new CreateSamplerView(handle, SamplerView.Texture(texture.Id, format, lastLayer: Math.Max(1, texture.Description.ArraySize) - 1)));
        return handle++;
    }

    private GuestResource Resource(in ResourceDescription description)
    {
        GuestResource resource = connection.CreateResource(description);
        connection.Attach(context, resource);
        return resource;
    }

    private void Upload(GuestResource texture, float[] texels)
    {
        MemoryMarshal.AsBytes(texels.AsSpan()).CopyTo(texture.Backing);
        // A transfer to a cube reaches one face, whatever its depth.
        for (uint layer = 0; layer < Math.Max(1, texture.Description.ArraySize); layer++)
        {
            connection.TransferToHost(context, texture, new(new(0, 0, layer, 1, 1, 1), Offset: 16 * layer));
        }

        connection.Finish(context);
    }

    private void Flush()
    {
        connection.Submit(context, stream.Words);
        stream.Reset();
    }
}
