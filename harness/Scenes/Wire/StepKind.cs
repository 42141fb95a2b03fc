namespace Harness.Scenes.Wire;

/// <summary>Numbers of the steps on the wire. New ones go to the end; a number that is given up is not given again within a version.</summary>
internal enum StepKind : byte
{
    CreateResource, UpdateBuffer, UpdateTexture, CopyThroughGuest, SetViewport, SetScissor, SetRasterizer, SetDepthStencil, SetBlend, SetStencilReference,
    SetBlendColour, SetSampleMask, SetClipPlanes, SetPolygonStipple, SetFramebuffer, SetVertexBuffers, SetVertexElements, SetIndexBuffer, SetShaders, SetConstants,
    SetConstantBuffer, SetTexture, Clear, ClearInside, Draw, Blit, CopyRegion, CopyBuffer,
    CreateFramebuffer2D, FillBacking, TransferToHost2D, SetScanout, FlushResource, ReplaceBacking, CreateCursor, UpdateCursor, MoveCursor, HideCursor,
    UseContext, BreakContext,
}
