using System.Runtime.InteropServices;
using Harness.Gl.Contexts;
using Harness.Gl.Egl;
using Harness.Gl.Player;
using Harness.Imaging;
using Harness.Scenes;
using Harness.Scenes.State;
using NUnit.Framework;
using Silk.NET.OpenGL;
using TextureTarget = Silk.NET.OpenGL.TextureTarget;

namespace Harness.Tests.Gl;

public sealed unsafe class GlPlayerTests
{
    private EglContext context = null!;
    private GlPlayer player = null!;

    private static Scene Corners => Build(b => b.FillCorners());

    [SetUp]
    public void MakePlayer()
    {
        context = NativeGl.Context();
        player = new GlPlayer(context);
    }

    [TearDown]
    public void DisposePlayer()
    {
        player.Dispose();
        context.Dispose();
    }

    [Test, CancelAfter(60_000)]
    public void A_frame_has_the_top_row_first()
    {
        Frame frame = player.Play(Corners).ReadBack();
        Assert.That((frame.Width, frame.Height), Is.EqualTo((32, 16)));
        Assert.That(Dominant(frame, 1, 14), Is.EqualTo('R'), "bottom left is red");
        Assert.That(Dominant(frame, 30, 14), Is.EqualTo('G'), "bottom right is green");
        Assert.That(Dominant(frame, 1, 1), Is.EqualTo('B'), "top left is blue");
    }

    [TestCase("blend/leaves-destination", false), TestCase("alpha-test", true), CancelAfter(60_000)]
    public void The_window_can_be_presented_from_the_players_own_context(string what, bool compatibility)
    {
        Scene scene = compatibility ? Build(b => { b.DepthStencil(new() { AlphaTest = true, AlphaFunction = Comparison.Greater, AlphaReference = 0.5f }); b.FillCorners(); }) : Corners;
        PlayedGlScene played = player.Play(scene);
        GL gl = player.Api;
        uint framebuffer = gl.GenFramebuffer();
        gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, framebuffer);
        gl.FramebufferTexture2D(FramebufferTarget.ReadFramebuffer, FramebufferAttachment.ColorAttachment0, TextureTarget.Texture2D, played.WindowTexture, 0);
        byte[] presented = new byte[played.Width * played.Height * 4];
        fixed (byte* data = presented)
        {
            gl.ReadPixels(0, 0, (uint)played.Width, (uint)played.Height, PixelFormat.Rgba, PixelType.UnsignedByte, data);
        }

        gl.DeleteFramebuffer(framebuffer);
        byte[] read = played.ReadBack().Rgba;
        byte[][] rows = [.. presented.Chunk(played.Width * 4).Reverse()];
        Assert.That(rows.SelectMany(r => r), Is.EqualTo(read), what);
    }

    [Test, CancelAfter(60_000)]
    public void What_a_scene_made_is_gone_when_the_next_one_is_played()
    {
        GL gl = player.Api;
        PlayedGlScene first = player.Play(NativeGl.Find("multisample/depth"));
        uint[] textures = [.. Enumerable.Range(1, 1000).Select(n => (uint)n).Where(gl.IsTexture)];
        uint[] framebuffers = [.. Enumerable.Range(1, 1000).Select(n => (uint)n).Where(gl.IsFramebuffer)];
        Assert.That(textures, Has.Length.EqualTo(3).And.Contains(first.WindowTexture));
        Assert.That(framebuffers, Is.Not.Empty);
        player.Play(Corners);
        Assert.That(textures.Where(gl.IsTexture), Is.Empty);
        Assert.That(Enumerable.Range(1, 1000).Count(n => gl.IsFramebuffer((uint)n)), Is.EqualTo(1));
        Assert.That(() => first.ReadBack(), Throws.InvalidOperationException.With.Message.Contains("cleared away"));
    }

    [Test, CancelAfter(60_000)]
    public void An_error_names_the_step_the_error_and_the_drivers_words_and_the_player_goes_on()
    {
        Scene scene = Build(b =>
        {
            BufferResource buffer = b.Buffer(BufferUse.Vertex, 16);
            b.Update<float>(buffer, 8, [1, 2, 3, 4], TransferRoad.InlineWrite);
        });
        GlException e = Assert.Throws<GlException>(() => player.Play(scene))!;
        Assert.That((e.Fault, e.Area), Is.EqualTo((GlFault.Error, "UpdateBuffer")));
        Assert.That(e.Message, Does.StartWith("Step 2 (UpdateBuffer) left GL_INVALID_VALUE. The driver says: ").And.Contain("glBufferSubData"));
        Assert.That(Dominant(player.Play(Corners).ReadBack(), 1, 14), Is.EqualTo('R'));
    }

    [Test, CancelAfter(60_000)]
    public void A_refused_shader_comes_with_its_text()
    {
        using var broken = new GlPlayer(context, name => name == "glCompileShader" ? (nint)(delegate* unmanaged<uint, void>)&CompileNothing : EglContext.ProcAddress(name));
        GlException e = Assert.Throws<GlException>(() => broken.Play(Corners))!;
        Assert.That((e.Fault, e.Area), Is.EqualTo((GlFault.ShaderRefused, "SetShaders")));
        Assert.That(e.Message, Does.Contain("gl_Position"));
    }

    [Test]
    public void A_scene_without_words_in_GL_is_none_for_the_player() =>
        Assert.That(() => player.Play(NativeGl.Find("bad-stream/unknown-command")), Throws.ArgumentException.With.Message.Contains("bad-stream/unknown-command"));

    [Test, CancelAfter(60_000)]
    public void Several_contexts_of_a_scene_go_with_it()
    {
        Scene scene = NativeGl.Find("context/shared-target");
        for (int i = 0; i < 20; i++)
        {
            Assert.That(NativeGl.Violation(scene, player.Play(scene).ReadBack()), Is.Null);
        }
    }

    private static Scene Build(Action<SceneBuilder> draw)
    {
        var builder = new SceneBuilder("gl/test", "A test.", "GL 4.5", 32, 16);
        draw(builder);
        return builder.Build();
    }

    private static char Dominant(Frame frame, int x, int y)
    {
        ReadOnlySpan<byte> pixel = frame.Rgba.AsSpan(((y * frame.Width) + x) * 4, 3);
        return pixel[0] > 200 ? 'R' : pixel[1] > 200 ? 'G' : pixel[2] > 200 ? 'B' : '?';
    }

    [UnmanagedCallersOnly]
    private static void CompileNothing(uint shader)
    {
    }
}
