namespace Harness.Virgl.Commands;

/// <summary>Binds the vertex buffers from slot 0 on; slots behind the last are unbound.</summary>
public readonly record struct SetVertexBuffers(EquatableArray<VertexBuffer> Buffers) : IVirglCommand<SetVertexBuffers>
{
    public CommandId Id => CommandId.SetVertexBuffers;

    public static SetVertexBuffers Decode(ref WordReader words) => new(words.RestAs<VertexBuffer>());

    public static void Write(CommandStream stream, ReadOnlySpan<VertexBuffer> buffers) =>
        Sequences.Write(buffers, stream.Begin(CommandId.SetVertexBuffers, buffers.Length * VertexBuffer.WordCount));

    public void Encode(CommandStream stream) => Write(stream, Buffers);

    public void Describe(FieldWriter fields) => fields.List("buffers", Buffers.Span);
}

/// <summary>Binds an index buffer; resource 0 unbinds. An indexed draw's start is ignored by the renderer: put it into the offset.</summary>
/// <param name="IndexSize">1, 2 or 4 bytes.</param>
/// <param name="Offset">Bytes to the first index.</param>
public readonly record struct SetIndexBuffer(uint Resource, uint IndexSize = 0, uint Offset = 0) : IVirglCommand<SetIndexBuffer>
{
    public CommandId Id => CommandId.SetIndexBuffer;

    public static SetIndexBuffer Decode(ref WordReader words)
    {
        var resource = words.UInt();
        return resource == 0 ? new SetIndexBuffer(0) : new SetIndexBuffer(resource, words.UInt(), words.UInt());
    }

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.SetIndexBuffer, Resource == 0 ? 1 : 3);
        words[0] = Resource;
        if (words.Length == 3)
        {
            words[1] = IndexSize;
            words[2] = Offset;
        }
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("res", Resource);
        fields.Value("size", IndexSize);
        fields.Value("offset", Offset);
    }
}

/// <summary>
/// Gives a stage's constants inline: CONST[0], CONST[1], ... four floats each. The renderer reads as many as the shader declares:
/// send at least those.
/// </summary>
/// <param name="Index">Not looked at; 0.</param>
public readonly record struct SetConstantBuffer(ShaderStage Stage, uint Index, EquatableArray<float> Values) : IVirglCommand<SetConstantBuffer>
{
    public CommandId Id => CommandId.SetConstantBuffer;

    public static SetConstantBuffer Decode(ref WordReader words) => new((ShaderStage)words.UInt(), words.UInt(), words.RestAsFloats());

    public static void Write(CommandStream stream, ShaderStage stage, uint index, ReadOnlySpan<float> values)
    {
        var words = stream.Begin(CommandId.SetConstantBuffer, 2 + values.Length);
        words[0] = (uint)stage;
        words[1] = index;
        System.Runtime.InteropServices.MemoryMarshal.Cast<float, uint>(values).CopyTo(words[2..]);
    }

    public void Encode(CommandStream stream) => Write(stream, Stage, Index, Values);

    public void Describe(FieldWriter fields)
    {
        fields.Value("stage", Stage);
        fields.Value("index", Index);
        fields.List("values", Values.Span);
    }
}

/// <summary>Binds a range of a buffer as uniform buffer 1 to 31 of a stage; resource 0 unbinds.</summary>
/// <param name="Offset">Bytes; a multiple of <see cref="Capset.UniformBufferOffsetAlignment"/>.</param>
public readonly record struct SetUniformBuffer(ShaderStage Stage, uint Index, uint Offset, uint Length, uint Resource) : IVirglCommand<SetUniformBuffer>
{
    public CommandId Id => CommandId.SetUniformBuffer;

    public static SetUniformBuffer Decode(ref WordReader words) =>
        new((ShaderStage)words.UInt(), words.UInt(), words.UInt(), words.UInt(), words.UInt());

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.SetUniformBuffer, 5);
        words[4] = Resource;
        words[3] = Length;
        words[2] = Offset;
        words[1] = Index;
        words[0] = (uint)Stage;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("stage", Stage);
        fields.Value("index", Index);
        fields.Value("offset", Offset);
        fields.Value("length", Length);
        fields.Value("res", Resource);
    }
}

/// <summary>Binds sampler views to a stage from a slot on; handle 0 unbinds, and so are the slots behind the last.</summary>
public readonly record struct SetSamplerViews(ShaderStage Stage, uint StartSlot, EquatableArray<uint> Views) : IVirglCommand<SetSamplerViews>
{
    public CommandId Id => CommandId.SetSamplerViews;

    public static SetSamplerViews Decode(ref WordReader words) => new((ShaderStage)words.UInt(), words.UInt(), words.Rest());

    public static void Write(CommandStream stream, ShaderStage stage, uint startSlot, ReadOnlySpan<uint> views) =>
        StageSlots.Write(stream, CommandId.SetSamplerViews, stage, startSlot, views);

    public void Encode(CommandStream stream) => Write(stream, Stage, StartSlot, Views);

    public void Describe(FieldWriter fields)
    {
        fields.Value("stage", Stage);
        fields.Value("start", StartSlot);
        fields.List("views", Views.Span);
    }
}

/// <summary>Binds sampler states to a stage from a slot on; handle 0 unbinds.</summary>
public readonly record struct BindSamplerStates(ShaderStage Stage, uint StartSlot, EquatableArray<uint> States) : IVirglCommand<BindSamplerStates>
{
    public CommandId Id => CommandId.BindSamplerStates;

    public static BindSamplerStates Decode(ref WordReader words) => new((ShaderStage)words.UInt(), words.UInt(), words.Rest());

    public static void Write(CommandStream stream, ShaderStage stage, uint startSlot, ReadOnlySpan<uint> states) =>
        StageSlots.Write(stream, CommandId.BindSamplerStates, stage, startSlot, states);

    public void Encode(CommandStream stream) => Write(stream, Stage, StartSlot, States);

    public void Describe(FieldWriter fields)
    {
        fields.Value("stage", Stage);
        fields.Value("start", StartSlot);
        fields.List("states", States.Span);
    }
}

/// <summary>Binds shader buffers to a stage from a slot on.</summary>
public readonly record struct SetShaderBuffers(ShaderStage Stage, uint StartSlot, EquatableArray<BufferBinding> Buffers) : IVirglCommand<SetShaderBuffers>
{
    public CommandId Id => CommandId.SetShaderBuffers;

    public static SetShaderBuffers Decode(ref WordReader words) => new((ShaderStage)words.UInt(), words.UInt(), words.RestAs<BufferBinding>());

    public static void Write(CommandStream stream, ShaderStage stage, uint startSlot, ReadOnlySpan<BufferBinding> buffers) =>
        StageSlots.Write(stream, CommandId.SetShaderBuffers, stage, startSlot, buffers);

    public void Encode(CommandStream stream) => Write(stream, Stage, StartSlot, Buffers);

    public void Describe(FieldWriter fields)
    {
        fields.Value("stage", Stage);
        fields.Value("start", StartSlot);
        fields.List("buffers", Buffers.Span);
    }
}

/// <summary>Binds shader images to a stage from a slot on.</summary>
public readonly record struct SetShaderImages(ShaderStage Stage, uint StartSlot, EquatableArray<ImageBinding> Images) : IVirglCommand<SetShaderImages>
{
    public CommandId Id => CommandId.SetShaderImages;

    public static SetShaderImages Decode(ref WordReader words) => new((ShaderStage)words.UInt(), words.UInt(), words.RestAs<ImageBinding>());

    public static void Write(CommandStream stream, ShaderStage stage, uint startSlot, ReadOnlySpan<ImageBinding> images) =>
        StageSlots.Write(stream, CommandId.SetShaderImages, stage, startSlot, images);

    public void Encode(CommandStream stream) => Write(stream, Stage, StartSlot, Images);

    public void Describe(FieldWriter fields)
    {
        fields.Value("stage", Stage);
        fields.Value("start", StartSlot);
        fields.List("images", Images.Span);
    }
}

/// <summary>Binds atomic counter buffers from a slot on.</summary>
public readonly record struct SetAtomicBuffers(uint StartSlot, EquatableArray<BufferBinding> Buffers) : IVirglCommand<SetAtomicBuffers>
{
    public CommandId Id => CommandId.SetAtomicBuffers;

    public static SetAtomicBuffers Decode(ref WordReader words) => new(words.UInt(), words.RestAs<BufferBinding>());

    public static void Write(CommandStream stream, uint startSlot, ReadOnlySpan<BufferBinding> buffers)
    {
        var words = stream.Begin(CommandId.SetAtomicBuffers, 1 + (buffers.Length * BufferBinding.WordCount));
        words[0] = startSlot;
        Sequences.Write(buffers, words[1..]);
    }

    public void Encode(CommandStream stream) => Write(stream, StartSlot, Buffers);

    public void Describe(FieldWriter fields)
    {
        fields.Value("start", StartSlot);
        fields.List("buffers", Buffers.Span);
    }
}
