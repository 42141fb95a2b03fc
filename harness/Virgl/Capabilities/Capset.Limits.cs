namespace Harness.Virgl;

/// <summary>The limits of a capability set.</summary>
public sealed partial record Capset
{
    public uint MaxTextureArrayLayers => UInt(268);

    public uint MaxStreamOutputBuffers => UInt(272);

    public uint MaxDualSourceRenderTargets => UInt(276);

    public uint MaxRenderTargets => UInt(280);

    public uint MaxSamples => UInt(284);

    /// <summary>Elements of a texture buffer.</summary>
    public uint MaxTextureBufferSize => UInt(292);

    public uint MaxUniformBlocks => UInt(296);

    public uint MaxViewports => UInt(300);

    public uint MaxTextureGatherComponents => UInt(304);

    public float MinAliasedPointSize => Float(308);

    public float MaxAliasedPointSize => Float(312);

    public float MinAliasedLineWidth => Float(324);

    public float MaxAliasedLineWidth => Float(328);

    public float MaxTextureLodBias => Float(340);

    public uint MaxGeometryOutputVertices => UInt(344);

    public uint MaxVertexOutputs => UInt(352);

    public uint MaxVertexAttributes => UInt(356);

    /// <summary>Bytes.</summary>
    public uint TextureBufferOffsetAlignment => UInt(380);

    /// <summary>Bytes; offsets of SET_UNIFORM_BUFFER are multiples of it.</summary>
    public uint UniformBufferOffsetAlignment => UInt(384);

    /// <summary>Bytes.</summary>
    public uint ShaderBufferOffsetAlignment => UInt(388);

    /// <summary>Bytes.</summary>
    public uint MaxVertexAttributeStride => UInt(428);

    /// <summary>Shader buffers of a fragment or compute shader.</summary>
    public uint MaxShaderBuffersFragmentCompute => UInt(432);

    public uint MaxComputeInvocations => UInt(452);

    public uint MaxComputeGridX => UInt(460);

    public uint MaxComputeGridY => UInt(464);

    public uint MaxComputeGridZ => UInt(468);

    /// <summary>Texels along an edge.</summary>
    public uint MaxTexture2DSize => UInt(484);

    /// <summary>Texels along an edge.</summary>
    public uint MaxTexture3DSize => UInt(488);

    /// <summary>Texels along an edge.</summary>
    public uint MaxTextureCubeSize => UInt(492);

    /// <summary>Tells renderers of the same capabilities apart.</summary>
    public uint HostFeatureCheckVersion => UInt(556);

    /// <summary>MiB; 0 where the host does not say.</summary>
    public int MaxVideoMemory => Int(692);

    public float MaxAnisotropy => Float(760);

    public uint MaxTextureImageUnits => UInt(764);

    /// <summary>Bytes; 0 in sets that do not have it.</summary>
    public uint MaxUniformBlockSize => UInt(1372);

    /// <summary>Bytes of a constant buffer of a stage.</summary>
    public uint MaxConstantBufferSize(ShaderStage stage) => stage <= ShaderStage.Compute ? UInt(832 + ((int)stage * sizeof(uint))) : 0;
}
