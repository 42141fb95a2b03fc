namespace Harness.Virgl.Commands;

/// <summary>Makes a blend object.</summary>
public readonly record struct CreateBlend(uint Handle, BlendState State) : IVirglCommand<CreateBlend>
{
    public CommandId Id => CommandId.CreateObject;

    public static CreateBlend Decode(ref WordReader words) => new(words.UInt(), BlendState.Read(ref words));

    public void Encode(CommandStream stream) => ObjectWords.Write(stream, ObjectType.Blend, Handle, State);

    public void Describe(FieldWriter fields) => ObjectWords.Describe(fields, ObjectType.Blend, Handle, State);
}

/// <summary>Makes a rasterizer object.</summary>
public readonly record struct CreateRasterizer(uint Handle, RasterizerState State) : IVirglCommand<CreateRasterizer>
{
    public CommandId Id => CommandId.CreateObject;

    public static CreateRasterizer Decode(ref WordReader words) => new(words.UInt(), RasterizerState.Read(ref words));

    public void Encode(CommandStream stream) => ObjectWords.Write(stream, ObjectType.Rasterizer, Handle, State);

    public void Describe(FieldWriter fields) => ObjectWords.Describe(fields, ObjectType.Rasterizer, Handle, State);
}

/// <summary>Makes a depth, stencil and alpha test object.</summary>
public readonly record struct CreateDepthStencilAlpha(uint Handle, DepthStencilAlphaState State) : IVirglCommand<CreateDepthStencilAlpha>
{
    public CommandId Id => CommandId.CreateObject;

    public static CreateDepthStencilAlpha Decode(ref WordReader words) => new(words.UInt(), DepthStencilAlphaState.Read(ref words));

    public void Encode(CommandStream stream) => ObjectWords.Write(stream, ObjectType.DepthStencilAlpha, Handle, State);

    public void Describe(FieldWriter fields) => ObjectWords.Describe(fields, ObjectType.DepthStencilAlpha, Handle, State);
}

/// <summary>Makes a sampler view.</summary>
public readonly record struct CreateSamplerView(uint Handle, SamplerView View) : IVirglCommand<CreateSamplerView>
{
    public CommandId Id => CommandId.CreateObject;

    public static CreateSamplerView Decode(ref WordReader words) => new(words.UInt(), SamplerView.Read(ref words));

    public void Encode(CommandStream stream) => ObjectWords.Write(stream, ObjectType.SamplerView, Handle, View);

    public void Describe(FieldWriter fields) => ObjectWords.Describe(fields, ObjectType.SamplerView, Handle, View);
}

/// <summary>Makes a sampler state.</summary>
public readonly record struct CreateSamplerState(uint Handle, SamplerState State) : IVirglCommand<CreateSamplerState>
{
    public CommandId Id => CommandId.CreateObject;

    public static CreateSamplerState Decode(ref WordReader words) => new(words.UInt(), SamplerState.Read(ref words));

    public void Encode(CommandStream stream) => ObjectWords.Write(stream, ObjectType.SamplerState, Handle, State);

    public void Describe(FieldWriter fields) => ObjectWords.Describe(fields, ObjectType.SamplerState, Handle, State);
}

/// <summary>Makes a surface to draw into.</summary>
public readonly record struct CreateSurface(uint Handle, SurfaceState Surface) : IVirglCommand<CreateSurface>
{
    public CommandId Id => CommandId.CreateObject;

    public static CreateSurface Decode(ref WordReader words) => new(words.UInt(), SurfaceState.Read(ref words));

    public void Encode(CommandStream stream) => ObjectWords.Write(stream, ObjectType.Surface, Handle, Surface);

    public void Describe(FieldWriter fields) => ObjectWords.Describe(fields, ObjectType.Surface, Handle, Surface);
}
