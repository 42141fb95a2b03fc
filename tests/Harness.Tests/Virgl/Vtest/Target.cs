using System.Runtime.InteropServices;
using Harness.Virgl;
using NUnit.Framework;

namespace Harness.Tests.Virgl.Vtest;

/// <summary>A context with one colour target of R8G8B8A8 and what the smallest draw needs. Handles below 100 are taken.</summary>
internal sealed class Target
{
    public const int Size = 32;

    public const string PassThrough = """
        VERT
        DCL IN[0]
        DCL IN[1]
        DCL OUT[0], POSITION
        DCL OUT[1], GENERIC[0]
          0: MOV OUT[0], IN[0]
          1: MOV OUT[1], IN[1]
          2: END

        """;

    public const string Varying = """
        FRAG
        DCL IN[0], GENERIC[0], PERSPECTIVE
        DCL OUT[0], COLOR
          0: MOV OUT[0], IN[0]
          1: END

        """;

    private readonly IVirglConnection _connection;

    public Target(IVirglConnection connection)
    {
        _connection = connection;
        Context = connection.CreateContext("test");
        Color = Create(ResourceDescription.ForTexture2D(VirglFormat.R8G8B8A8_UNORM, VirglBind.RenderTarget | VirglBind.SamplerView, Size, Size));
        Vertices = Create(ResourceDescription.ForBuffer(4096, VirglBind.VertexBuffer));
        Encoder = new VirglEncoder(new CommandStream());
    }

    public uint Context { get; }

    public GuestResource Color { get; }

    public GuestResource Vertices { get; }

    public VirglEncoder Encoder { get; }

    public static Box Whole => new(0, 0, 0, Size, Size, 1);

    public GuestResource Create(in ResourceDescription description)
    {
        var resource = _connection.CreateResource(description);
        _connection.Attach(Context, resource);
        return resource;
    }

    /// <summary>Everything a triangle needs but the draw: y up, vertices of position and colour, 8 floats each.</summary>
    public void SetUp(string fragment = Varying)
    {
        var encoder = Encoder;
        encoder.CreateSurface(1, new SurfaceState(Color.Id, VirglFormat.R8G8B8A8_UNORM));
        encoder.SetFramebufferState(0, [1]);
        encoder.CreateShader(2, ShaderStage.Vertex, PassThrough);
        encoder.CreateShader(3, ShaderStage.Fragment, fragment);
        encoder.BindShader(2, ShaderStage.Vertex);
        encoder.BindShader(3, ShaderStage.Fragment);
        encoder.CreateBlend(4, BlendState.Opaque);
        encoder.BindObject(ObjectType.Blend, 4);
        encoder.CreateDepthStencilAlpha(5, default);
        encoder.BindObject(ObjectType.DepthStencilAlpha, 5);
        encoder.CreateRasterizer(6, RasterizerState.Standard);
        encoder.BindObject(ObjectType.Rasterizer, 6);
        encoder.CreateVertexElements(7, [new(0, 0, 0, VirglFormat.R32G32B32A32_FLOAT), new(16, 0, 0, VirglFormat.R32G32B32A32_FLOAT)]);
        encoder.BindObject(ObjectType.VertexElements, 7);
        encoder.SetVertexBuffers([new VertexBuffer(32, 0, Vertices.Id)]);
        encoder.SetViewportState(Viewport.YUp(Size, Size));
        encoder.Clear(ClearBuffers.Color0, ColorWords.Float(0, 0, 0, 1));
    }

    /// <summary>Writes vertices in the stream: pixel coordinates with y down, and a colour.</summary>
    public void WriteVertices(params (float X, float Y, float Red, float Green, float Blue)[] vertices)
    {
        var floats = vertices.SelectMany(v => (float[])[(v.X / Size * 2) - 1, 1 - (v.Y / Size * 2), 0, 1, v.Red, v.Green, v.Blue, 1]).ToArray();
        Encoder.InlineWriteBuffer(Vertices.Id, 0, MemoryMarshal.AsBytes<float>(floats));
    }

    public void Submit()
    {
        _connection.Submit(Context, Encoder.Stream.Words);
        Encoder.Stream.Reset();
    }

    /// <summary>Submits, waits, and reads the colour target: row 0 on top, one RGBA dword a pixel.</summary>
    public uint[] SubmitAndRead()
    {
        Submit();
        return Read();
    }

    public uint[] Read()
    {
        Color.Backing.Fill(0xcd);
        _connection.TransferFromHost(Context, Color, new Transfer(Whole));
        _connection.Finish(Context);
        return MemoryMarshal.Cast<byte, uint>(Color.Backing).ToArray();
    }

    /// <summary>The smallest proof that a context draws.</summary>
    public static void AssertDraws(IVirglConnection connection)
    {
        var target = new Target(connection);
        target.SetUp();
        target.WriteVertices((0, 0, 1, 0, 0), (2 * Size, 0, 1, 0, 0), (0, 2 * Size, 1, 0, 0));
        target.Encoder.Draw(PipePrimitive.Triangles, 0, 3);
        Assert.That(target.SubmitAndRead(), Is.All.EqualTo(0xff0000ffu));
        connection.DestroyContext(target.Context);
    }
}
