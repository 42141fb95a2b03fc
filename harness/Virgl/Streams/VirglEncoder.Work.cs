using Harness.Virgl.Commands;

namespace Harness.Virgl;

/// <summary>Draws, clears, copies, queries.</summary>
public readonly partial struct VirglEncoder
{
    public void Clear(ClearBuffers buffers, in ColorWords color, double depth = 1, uint stencil = 0) =>
        Write(new Clear(buffers, color, depth, stencil));

    public void ClearTexture(uint resource, uint level, in Box box, in ColorWords texel) => Write(new ClearTexture(resource, level, box, texel));

    public void ClearSurface(in ClearSurface command) => Write(command);

    public void DrawVbo(in DrawVbo draw) => Write(draw);

    /// <summary>A draw without indices.</summary>
    public void Draw(PipePrimitive mode, uint start, uint count) => Write(new DrawVbo(start, count, mode));

    public void LaunchGrid(in LaunchGrid grid) => Write(grid);

    public void MemoryBarrier(PipeBarrier flags) => Write(new MemoryBarrier(flags));

    public void TextureBarrier(TextureBarrierKinds kinds) => Write(new TextureBarrier(kinds));

    public void Blit(in Blit blit) => Write(blit);

    public void ResourceCopyRegion(in ResourceCopyRegion copy) => Write(copy);

    public void BeginQuery(uint handle) => Write(new BeginQuery(handle));

    public void EndQuery(uint handle) => Write(new EndQuery(handle));

    public void GetQueryResult(uint handle, bool wait = true) => Write(new GetQueryResult(handle, wait));

    public void GetQueryResultQbo(in GetQueryResultQbo command) => Write(command);
}
