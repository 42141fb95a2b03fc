using Harness.Scenes.Steps;
using Harness.Virgl.Commands;

namespace Harness.Virgl.Player;

/// <summary>Streams that a renderer must refuse. Each is wrong in one way only.</summary>
internal static class BadStreams
{
    /// <summary>A handle and resource number that nobody uses.</summary>
    private const uint Nobody = 0x00ff_fff0;

    private const string AnyVertex = "VERT\nDCL IN[0]\nDCL OUT[0], POSITION\n  0: MOV OUT[0], IN[0]\n  1: END\n";

    /// <summary>Hands the bad stream or transfer over; whether the renderer refuses it shows at the next <see cref="IVirglConnection.Finish"/>.</summary>
    /// <param name="window">A resource that is attached and has backing.</param>
    /// <param name="otherContext">Another context of the same device, or 0.</param>
    public static void Send(IVirglConnection connection, uint context, BadStream kind, GuestResource window, uint otherContext)
    {
        (uint width, uint height) = (window.Description.Width, window.Description.Height);
        var stream = new CommandStream();
        var encoder = new VirglEncoder(stream);
        switch (kind)
        {
            case BadStream.UnknownCommand:
                stream.Append(1)[0] = 0xfe;
                break;
            case BadStream.LengthPastEnd:
                stream.Append(1)[0] = (uint)CommandId.SetBlendColor | 4u << 16;
                break;
            case BadStream.ShortCommand:
                stream.Begin(CommandId.SetViewportState, 6).Clear();
                break;
            case BadStream.UnknownHandle:
                encoder.BindObject(ObjectType.Blend, Nobody);
                break;
            case BadStream.ForeignHandle:
                encoder.CreateBlend(Nobody, BlendState.Opaque);
                connection.Submit(otherContext, stream.Words);
                connection.Finish(otherContext);
                stream.Reset();
                encoder.BindObject(ObjectType.Blend, Nobody);
                break;
            case BadStream.UnknownResource:
                encoder.CreateSurface(Nobody, new SurfaceState { Resource = Nobody, Format = VirglFormat.R8G8B8A8_UNORM });
                break;
            case BadStream.DetachedResource:
                connection.Detach(context, window);
                encoder.CreateSurface(Nobody, new SurfaceState { Resource = window.Id, Format = VirglFormat.R8G8B8A8_UNORM });
                break;
            case BadStream.InlineWriteOutOfBounds:
                encoder.ResourceInlineWrite(new TransferRegion(window.Id, 0, new Box(width - 1, 0, 0, 4, 1, 1), 16, 16), new byte[16]);
                break;
            case BadStream.InlineWriteShortStride:
                encoder.ResourceInlineWrite(new TransferRegion(window.Id, 0, new Box(0, 0, 0, 4, 2, 1), 4, 8), new byte[32]);
                break;
            case BadStream.TransferOutOfBounds:
                connection.TransferToHost(context, window, new Transfer(new Box(0, height - 1, 0, width, 2, 1), 0, 0, width * 4));
                return;
            case BadStream.TransferPastBacking:
                encoder.Transfer3D(new TransferRegion(window.Id, 0, new Box(0, 0, 0, width, height, 1), width * 4), (uint)window.Backing.Length - 4, TransferDirection.ToHost);
                break;
            case BadStream.CopyOutOfBounds:
                encoder.ResourceCopyRegion(new ResourceCopyRegion(Nobody, 0, 0, 0, 0, window.Id, 0, new Box(0, 0, 0, width, height, 1)));
                break;
            case BadStream.BrokenShaderText:
                encoder.CreateShader(Nobody, ShaderStage.Vertex, "VERT\nDCL IN[0]\nDCL OUT[0], POSITION\n  0: FROB OUT[0], IN[0]\n  1: END\n");
                break;
            case BadStream.UnterminatedShader:
                UnterminatedShader(stream);
                break;
            case BadStream.TooManyColourBuffers:
                encoder.SetFramebufferState(0, new uint[9]);
                break;
            case BadStream.UnknownObjectType:
                stream.Begin(CommandId.CreateObject, 2, 0x7f).Fill(Nobody);
                break;
            case BadStream.ZeroHandle:
                encoder.CreateBlend(0, BlendState.Opaque);
                break;
            case BadStream.TooManyVertexElements:
                encoder.CreateVertexElements(Nobody, [.. Enumerable.Repeat(new VertexElement(0, 0, 0, VirglFormat.R32_FLOAT), 33)]);
                break;
            case BadStream.UnknownCommandInFront:
                stream.Append(1)[0] = 0xfe;
                encoder.SetBlendColor(0, 0, 0, 0);
                break;
            case BadStream.CutOffLastCommand:
                encoder.SetBlendColor(0, 0, 0, 0);
                stream.Append([(uint)CommandId.SetStencilRef | 3u << 16, 0]);
                break;
            case BadStream.CarriageReturnsInShader:
                encoder.CreateShader(Nobody, ShaderStage.Vertex, AnyVertex.ReplaceLineEndings("\r\n"));
                break;
            case BadStream.UncompilableShader:
                DrawUncompilable(encoder);
                break;
            case BadStream.UncompilableShaderThenUploads:
                DrawUncompilable(encoder);
                encoder.ResourceInlineWrite(new TransferRegion(window.Id, 0, new Box(0, 0, 0, 4, 1, 1), 16, 16), new byte[16]);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "No stream is known for this.");
        }

        connection.Submit(context, stream.Words);
    }

    /// <summary>
    /// Reads a constant that it does not declare (PROTOCOL section 0.14). The rest of the pipeline is as the context's last draw left it.
    /// </summary>
    private static void DrawUncompilable(VirglEncoder encoder)
    {
        encoder.CreateShader(Nobody, ShaderStage.Vertex, AnyVertex);
        encoder.CreateShader(Nobody + 1, ShaderStage.Fragment, "FRAG\nDCL OUT[0], COLOR\n  0: MOV OUT[0], CONST[3]\n  1: END\n");
        encoder.BindShader(Nobody, ShaderStage.Vertex);
        encoder.BindShader(Nobody + 1, ShaderStage.Fragment);
        encoder.Draw(PipePrimitive.Triangles, 0, 3);
    }

    /// <summary>The text fills its dwords to the last byte: there is no NUL.</summary>
    private static void UnterminatedShader(CommandStream stream)
    {
        ReadOnlySpan<byte> text = "VERT\nEND"u8;
        Span<uint> words = stream.Begin(CommandId.CreateObject, 5 + (text.Length / 4), (uint)ObjectType.Shader);
        words[0] = Nobody;
        words[1] = (uint)ShaderStage.Vertex;
        words[2] = (uint)text.Length;
        words[3] = 300;
        words[4] = 0;
        text.CopyTo(System.Runtime.InteropServices.MemoryMarshal.AsBytes(words[5..]));
    }
}
