using Harness.Virgl.Commands;

namespace Harness.Virgl;

/// <summary>State and bindings.</summary>
public readonly partial struct VirglEncoder
{
    public void SetViewportState(uint startSlot, ReadOnlySpan<Viewport> viewports) => Commands.SetViewportState.Write(Stream, startSlot, viewports);

    public void SetViewportState(in Viewport viewport) => SetViewportState(0, new ReadOnlySpan<Viewport>(in viewport));

    public void SetScissorState(uint startSlot, ReadOnlySpan<ScissorRect> scissors) => Commands.SetScissorState.Write(Stream, startSlot, scissors);

    public void SetScissorState(in ScissorRect scissor) => SetScissorState(0, new ReadOnlySpan<ScissorRect>(in scissor));

    public void SetFramebufferState(uint depthStencil, ReadOnlySpan<uint> colors) =>
        Commands.SetFramebufferState.Write(Stream, depthStencil, colors);

    public void SetFramebufferStateNoAttachment(uint width, uint height, uint layers, uint samples) =>
        Write(new SetFramebufferStateNoAttachment(width, height, layers, samples));

    public void SetVertexBuffers(ReadOnlySpan<VertexBuffer> buffers) => Commands.SetVertexBuffers.Write(Stream, buffers);

    public void SetIndexBuffer(uint resource, uint indexSize = 0, uint offset = 0) => Write(new SetIndexBuffer(resource, indexSize, offset));

    public void SetConstantBuffer(ShaderStage stage, ReadOnlySpan<float> values, uint index = 0) =>
        Commands.SetConstantBuffer.Write(Stream, stage, index, values);

    public void SetUniformBuffer(ShaderStage stage, uint index, uint offset, uint length, uint resource) =>
        Write(new SetUniformBuffer(stage, index, offset, length, resource));

    public void SetSamplerViews(ShaderStage stage, uint startSlot, ReadOnlySpan<uint> views) =>
        Commands.SetSamplerViews.Write(Stream, stage, startSlot, views);

    public void BindSamplerStates(ShaderStage stage, uint startSlot, ReadOnlySpan<uint> states) =>
        Commands.BindSamplerStates.Write(Stream, stage, startSlot, states);

    public void SetShaderBuffers(ShaderStage stage, uint startSlot, ReadOnlySpan<BufferBinding> buffers) =>
        Commands.SetShaderBuffers.Write(Stream, stage, startSlot, buffers);

    public void SetShaderImages(ShaderStage stage, uint startSlot, ReadOnlySpan<ImageBinding> images) =>
        Commands.SetShaderImages.Write(Stream, stage, startSlot, images);

    public void SetAtomicBuffers(uint startSlot, ReadOnlySpan<BufferBinding> buffers) => Commands.SetAtomicBuffers.Write(Stream, startSlot, buffers);

    public void SetStencilRef(uint front, uint back) => Write(new SetStencilRef(front, back));

    public void SetBlendColor(float red, float green, float blue, float alpha) =>
        Write(new SetBlendColor(ColorWords.Float(red, green, blue, alpha)));

    /// <summary>32 rows.</summary>
    public void SetPolygonStipple(ReadOnlySpan<uint> rows) => Commands.SetPolygonStipple.Write(Stream, rows);

    /// <summary>8 planes.</summary>
    public void SetClipState(ReadOnlySpan<ClipPlane> planes) => Commands.SetClipState.Write(Stream, planes);

    public void SetSampleMask(uint mask) => Write(new SetSampleMask(mask));

    public void SetMinSamples(uint count) => Write(new SetMinSamples(count));

    public void SetTessellationState(in SetTessellationState levels) => Write(levels);

    public void SetStreamOutputTargets(uint appendMask, ReadOnlySpan<uint> targets) =>
        Commands.SetStreamOutputTargets.Write(Stream, appendMask, targets);

    public void SetRenderCondition(uint query, bool condition = false, RenderConditionMode mode = RenderConditionMode.Wait) =>
        Write(new SetRenderCondition(query, condition, mode));
}
