namespace Harness.Virgl.Commands;

/// <summary>Binds a shader to its stage; handle 0 unbinds.</summary>
public readonly record struct BindShader(uint Handle, ShaderStage Stage) : IVirglCommand<BindShader>
{
    public CommandId Id => CommandId.BindShader;

    public static BindShader Decode(ref WordReader words) => new(words.UInt(), (ShaderStage)words.UInt());

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.BindShader, 2);
        words[1] = (uint)Stage;
        words[0] = Handle;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("handle", Handle);
        fields.Value("stage", Stage);
    }
}

/// <summary>Asks the host to link a program ahead of its first draw. Handles, 0 for stages not used.</summary>
public readonly record struct LinkShader(
    uint Vertex, uint Fragment, uint Geometry = 0, uint TessellationControl = 0, uint TessellationEvaluation = 0, uint Compute = 0)
    : IVirglCommand<LinkShader>
{
    public CommandId Id => CommandId.LinkShader;

    public static LinkShader Decode(ref WordReader words) =>
        new(words.UInt(), words.UInt(), words.UInt(), words.UInt(), words.UInt(), words.UInt());

    public void Encode(CommandStream stream)
    {
        var words = stream.Begin(CommandId.LinkShader, 6);
        words[5] = Compute;
        words[4] = TessellationEvaluation;
        words[3] = TessellationControl;
        words[2] = Geometry;
        words[1] = Fragment;
        words[0] = Vertex;
    }

    public void Describe(FieldWriter fields)
    {
        fields.Value("vs", Vertex);
        fields.Value("fs", Fragment);
        fields.Value("gs", Geometry);
        fields.Value("tcs", TessellationControl);
        fields.Value("tes", TessellationEvaluation);
        fields.Value("cs", Compute);
    }
}
