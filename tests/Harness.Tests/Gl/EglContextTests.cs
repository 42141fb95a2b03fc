using Harness.Gl.Contexts;
using Harness.Gl.Egl;
using Harness.Gl.Player;
using NUnit.Framework;
using Silk.NET.OpenGL;

namespace Harness.Tests.Gl;

public sealed class EglContextTests
{
    [TestCase(GlProfile.Core), TestCase(GlProfile.Compatibility), CancelAfter(60_000)]
    public void A_surfaceless_context_says_what_it_is(GlProfile profile)
    {
        using EglContext context = NativeGl.Context(profile);
        using var player = new GlPlayer(context);
        GlInfo info = player.Info;
        Assert.Multiple(() =>
        {
            Assert.That(info.Renderer, Does.StartWith("llvmpipe"));
            Assert.That(info.Vendor, Is.Not.Empty);
            Assert.That(info.Version, Does.Match(@"^4\.[3-6]"));
            Assert.That(info.GlslVersion, Does.Match(@"^4\.[3-6]"));
            Assert.That(info.Profile, Is.EqualTo(profile));
            Assert.That(info.ToString(), Does.Contain(info.Renderer).And.Contain(info.Version));
        });
    }

    [Test, CancelAfter(60_000)]
    public void Siblings_share_textures_and_not_what_is_bound()
    {
        using EglContext one = NativeGl.Context();
        one.MakeCurrent();
        using var gl = GL.GetApi(EglContext.ProcAddress);
        uint texture = gl.GenTexture();
        gl.BindTexture(Silk.NET.OpenGL.TextureTarget.Texture2D, texture);
        using EglContext other = one.Sibling(GlProfile.Core);
        other.MakeCurrent();
        Assert.That(gl.IsTexture(texture), Is.True);
        Assert.That(gl.GetInteger(GLEnum.TextureBinding2D), Is.Zero);
        one.MakeCurrent();
        Assert.That(gl.GetInteger(GLEnum.TextureBinding2D), Is.EqualTo((int)texture));
        gl.DeleteTexture(texture);
    }

    [Test, CancelAfter(60_000)]
    public void A_platform_that_EGL_lacks_is_named_with_the_remedy()
    {
        EglException e = Assert.Throws<EglException>(() => EglDisplay.Open(new EglPlatform("imaginary", 0x7777, 0, "EGL_EXT_platform_imaginary")))!;
        Assert.That(e.Message, Does.Contain("imaginary").And.Contain("EGL_EXT_platform_imaginary").And.Contain("Install libegl-mesa0"));
    }

    [Test, CancelAfter(60_000)]
    public void A_disposed_context_cannot_be_made_current()
    {
        EglContext context = NativeGl.Context();
        context.MakeCurrent();
        context.Dispose();
        context.Dispose();
        Assert.That(context.MakeCurrent, Throws.TypeOf<ObjectDisposedException>());
    }

    [Test, CancelAfter(60_000)]
    public void A_context_made_after_another_was_disposed_of_is_really_current()
    {
        for (int i = 0; i < 5; i++)
        {
            using EglContext context = NativeGl.Context();
            context.MakeCurrent();
            using var gl = GL.GetApi(EglContext.ProcAddress);
            Assert.That(gl.GetInteger(GLEnum.MajorVersion), Is.GreaterThanOrEqualTo(4));
        }
    }
}
