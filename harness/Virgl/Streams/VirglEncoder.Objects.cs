using Harness.Virgl.Commands;

namespace Harness.Virgl;

/// <summary>Objects and their binding.</summary>
public readonly partial struct VirglEncoder
{
    public void CreateBlend(uint handle, in BlendState state) => ObjectWords.Write(Stream, ObjectType.Blend, handle, state);

    public void CreateRasterizer(uint handle, in RasterizerState state) => ObjectWords.Write(Stream, ObjectType.Rasterizer, handle, state);

    public void CreateDepthStencilAlpha(uint handle, in DepthStencilAlphaState state) =>
        ObjectWords.Write(Stream, ObjectType.DepthStencilAlpha, handle, state);

    public void CreateSamplerView(uint handle, in SamplerView view) => ObjectWords.Write(Stream, ObjectType.SamplerView, handle, view);

    public void CreateSamplerState(uint handle, in SamplerState state) => ObjectWords.Write(Stream, ObjectType.SamplerState, handle, state);

    public void CreateSurface(uint handle, in SurfaceState surface) => ObjectWords.Write(Stream, ObjectType.Surface, handle, surface);

    public void CreateMsaaSurface(uint handle, in SurfaceState surface, uint samples) => Write(new CreateMsaaSurface(handle, surface, samples));

    public void CreateVertexElements(uint handle, ReadOnlySpan<VertexElement> elements) =>
        Commands.CreateVertexElements.Write(Stream, handle, elements);

    public void CreateQuery(uint handle, QueryType type, uint resource, uint index = 0) => Write(new CreateQuery(handle, type, resource, index));

    public void CreateStreamOutputTarget(uint handle, uint resource, uint offset, uint size) =>
        Write(new CreateStreamOutputTarget(handle, resource, offset, size));

    /// <summary>Makes a shader from TGSI text (ASCII, LF only), in as many commands as the text needs.</summary>
    /// <param name="tokens">Room for TGSI tokens; 0 takes a safe number.</param>
    /// <param name="localMemory">Shared bytes of a compute shader.</param>
    /// <param name="maxTextWords">Text dwords per command at most.</param>
    public void CreateShader(
        uint handle, ShaderStage stage, ReadOnlySpan<char> text, in StreamOutput streamOutput = default, uint tokens = 0,
        uint localMemory = 0, int maxTextWords = CommandStream.MaxPayload) =>
        Commands.CreateShader.Write(Stream, handle, stage, text, streamOutput, tokens, localMemory, maxTextWords);

    /// <summary>For blend, rasterizer, depth-stencil-alpha and vertex elements objects.</summary>
    public void BindObject(ObjectType type, uint handle) => Write(new BindObject(type, handle));

    public void DestroyObject(ObjectType type, uint handle) => Write(new DestroyObject(type, handle));

    public void BindShader(uint handle, ShaderStage stage) => Write(new BindShader(handle, stage));

    public void LinkShader(in LinkShader program) => Write(program);
}
