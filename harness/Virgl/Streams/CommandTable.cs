using Harness.Virgl.Commands;

namespace Harness.Virgl;

/// <summary>Which type reads which command.</summary>
internal static class CommandTable
{
    /// <summary>Reads a payload as the header says; null where nobody knows the command.</summary>
    public static IVirglCommand? Read(uint header, ref WordReader words) => (CommandId)(header & 0xff) switch
    {
        CommandId.Nop => Read<Nop>(ref words),
        CommandId.CreateObject => ReadObject((ObjectType)(header >> 8 & 0xff), ref words),
        CommandId.BindObject => new BindObject((ObjectType)(header >> 8 & 0xff), words.UInt()),
        CommandId.DestroyObject => new DestroyObject((ObjectType)(header >> 8 & 0xff), words.UInt()),
        CommandId.SetViewportState => Read<SetViewportState>(ref words),
        CommandId.SetFramebufferState => Read<SetFramebufferState>(ref words),
        CommandId.SetVertexBuffers => Read<SetVertexBuffers>(ref words),
        CommandId.Clear => Read<Clear>(ref words),
        CommandId.DrawVbo => Read<DrawVbo>(ref words),
        CommandId.ResourceInlineWrite => Read<ResourceInlineWrite>(ref words),
        CommandId.SetSamplerViews => Read<SetSamplerViews>(ref words),
        CommandId.SetIndexBuffer => Read<SetIndexBuffer>(ref words),
        CommandId.SetConstantBuffer => Read<SetConstantBuffer>(ref words),
        CommandId.SetStencilRef => Read<SetStencilRef>(ref words),
        CommandId.SetBlendColor => Read<SetBlendColor>(ref words),
        CommandId.SetScissorState => Read<SetScissorState>(ref words),
        CommandId.Blit => Read<Blit>(ref words),
        CommandId.ResourceCopyRegion => Read<ResourceCopyRegion>(ref words),
        CommandId.BindSamplerStates => Read<BindSamplerStates>(ref words),
        CommandId.BeginQuery => Read<BeginQuery>(ref words),
        CommandId.EndQuery => Read<EndQuery>(ref words),
        CommandId.GetQueryResult => Read<GetQueryResult>(ref words),
        CommandId.SetPolygonStipple => Read<SetPolygonStipple>(ref words),
        CommandId.SetClipState => Read<SetClipState>(ref words),
        CommandId.SetSampleMask => Read<SetSampleMask>(ref words),
        CommandId.SetStreamOutputTargets => Read<SetStreamOutputTargets>(ref words),
        CommandId.SetRenderCondition => Read<SetRenderCondition>(ref words),
        CommandId.SetUniformBuffer => Read<SetUniformBuffer>(ref words),
        CommandId.SetSubContext => Read<SetSubContext>(ref words),
        CommandId.CreateSubContext => Read<CreateSubContext>(ref words),
        CommandId.DestroySubContext => Read<DestroySubContext>(ref words),
        CommandId.BindShader => Read<BindShader>(ref words),
        CommandId.SetTessellationState => Read<SetTessellationState>(ref words),
        CommandId.SetMinSamples => Read<SetMinSamples>(ref words),
        CommandId.SetShaderBuffers => Read<SetShaderBuffers>(ref words),
        CommandId.SetShaderImages => Read<SetShaderImages>(ref words),
        CommandId.MemoryBarrier => Read<MemoryBarrier>(ref words),
        CommandId.LaunchGrid => Read<LaunchGrid>(ref words),
        CommandId.SetFramebufferStateNoAttachment => Read<SetFramebufferStateNoAttachment>(ref words),
        CommandId.TextureBarrier => Read<TextureBarrier>(ref words),
        CommandId.SetAtomicBuffers => Read<SetAtomicBuffers>(ref words),
        CommandId.SetDebugFlags => Read<SetDebugFlags>(ref words),
        CommandId.GetQueryResultQbo => Read<GetQueryResultQbo>(ref words),
        CommandId.Transfer3D => Read<Transfer3D>(ref words),
        CommandId.EndTransfers => Read<EndTransfers>(ref words),
        CommandId.CopyTransfer3D => Read<CopyTransfer3D>(ref words),
        CommandId.SetTweaks => Read<SetTweaks>(ref words),
        CommandId.ClearTexture => Read<ClearTexture>(ref words),
        CommandId.PipeResourceCreate => Read<PipeResourceCreate>(ref words),
        CommandId.PipeResourceSetType => Read<PipeResourceSetType>(ref words),
        CommandId.GetMemoryInfo => Read<GetMemoryInfo>(ref words),
        CommandId.SendStringMarker => Read<SendStringMarker>(ref words),
        CommandId.LinkShader => Read<LinkShader>(ref words),
        >= CommandId.CreateVideoCodec and <= CommandId.EndFrame => new VideoCommand((CommandId)(header & 0xff), words.Rest()),
        CommandId.ClearSurface => Read<ClearSurface>(ref words),
        _ => null,
    };

    private static IVirglCommand? ReadObject(ObjectType type, ref WordReader words) => type switch
    {
        ObjectType.Blend => Read<CreateBlend>(ref words),
        ObjectType.Rasterizer => Read<CreateRasterizer>(ref words),
        ObjectType.DepthStencilAlpha => Read<CreateDepthStencilAlpha>(ref words),
        ObjectType.Shader => Read<CreateShader>(ref words),
        ObjectType.VertexElements => Read<CreateVertexElements>(ref words),
        ObjectType.SamplerView => Read<CreateSamplerView>(ref words),
        ObjectType.SamplerState => Read<CreateSamplerState>(ref words),
        ObjectType.Surface => Read<CreateSurface>(ref words),
        ObjectType.Query => Read<CreateQuery>(ref words),
        ObjectType.StreamOutputTarget => Read<CreateStreamOutputTarget>(ref words),
        ObjectType.MsaaSurface => Read<CreateMsaaSurface>(ref words),
        _ => null,
    };

    private static T Read<T>(ref WordReader words) where T : struct, IVirglCommand<T> => T.Decode(ref words);
}
