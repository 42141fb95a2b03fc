namespace Harness.Virgl;

/// <summary>The switches of the first capability set (offset 260).</summary>
[Flags]
public enum LegacyCapabilities : uint
{
    None = 0,
    IndependentBlendEnable = 1u << 0,
    IndependentBlendFunction = 1u << 1,
    CubeMapArray = 1u << 2,
    ShaderStencilExport = 1u << 3,
    ConditionalRender = 1u << 4,
    StartInstance = 1u << 5,
    PrimitiveRestart = 1u << 6,
    BlendEquationSeparate = 1u << 7,
    InstanceId = 1u << 8,
    VertexElementInstanceDivisor = 1u << 9,
    SeamlessCubeMap = 1u << 10,
    OcclusionQuery = 1u << 11,
    TimerQuery = 1u << 12,
    StreamOutputPauseResume = 1u << 13,
    TextureMultisample = 1u << 14,
    FragmentCoordConventions = 1u << 15,
    DepthClipDisable = 1u << 16,
    SeamlessCubeMapPerTexture = 1u << 17,
    UniformBuffers = 1u << 18,
    ColorClamping = 1u << 19,
    PolygonStipple = 1u << 20,
    MirrorClamp = 1u << 21,
    TextureQueryLod = 1u << 22,
    Doubles = 1u << 23,
    Tessellation = 1u << 24,
    IndirectDraw = 1u << 25,
    SampleShading = 1u << 26,
    CullDistance = 1u << 27,
    ConditionalRenderInverted = 1u << 28,
    DerivativeControl = 1u << 29,
    PolygonOffsetClamp = 1u << 30,
    TransformFeedbackOverflowQuery = 1u << 31,
}

/// <summary>The first capability word of the second set (offset 392).</summary>
[Flags]
public enum VirglCapabilities : uint
{
    None = 0,
    TgsiInvariant = 1u << 0,
    TextureView = 1u << 1,
    SetMinSamples = 1u << 2,
    CopyImage = 1u << 3,
    TgsiPrecise = 1u << 4,
    TextureSamplesQuery = 1u << 5,
    MemoryBarrier = 1u << 6,
    ComputeShader = 1u << 7,
    FramebufferNoAttachment = 1u << 8,
    RobustBufferAccess = 1u << 9,
    FramebufferFetch = 1u << 10,
    ShaderClock = 1u << 11,
    TextureBarrier = 1u << 12,
    TgsiComponents = 1u << 13,
    GuestMayInitLog = 1u << 14,
    SrgbWriteControl = 1u << 15,
    QueryBufferObject = 1u << 16,
    Transfer = 1u << 17,
    MixedColorFormats = 1u << 18,
    HostIsGles = 1u << 19,
    BindCommandArgs = 1u << 20,
    MultiDrawIndirect = 1u << 21,
    IndirectParameters = 1u << 22,
    TransformFeedback3 = 1u << 23,
    Astc3D = 1u << 24,
    IndirectInput = 1u << 25,
    CopyTransfer = 1u << 26,
    ClipHalfZ = 1u << 27,
    AppTweaks = 1u << 28,
    BgraSrgbEmulated = 1u << 29,
    ClearTexture = 1u << 30,
    BufferStorage = 1u << 31,
}

/// <summary>The second capability word of the second set (offset 688).</summary>
[Flags]
public enum VirglCapabilities2 : uint
{
    None = 0,
    BlendEquation = 1u << 0,
    UntypedResource = 1u << 1,
    VideoMemory = 1u << 2,
    MemoryInfo = 1u << 3,
    StringMarker = 1u << 4,
    DifferentGpu = 1u << 5,
    ImplicitMultisample = 1u << 6,
    CopyTransferBothDirections = 1u << 7,
    ScanoutUsesGbm = 1u << 8,
    SeparateShaderObjects = 1u << 9,
    TextureShadowLod = 1u << 10,
}
