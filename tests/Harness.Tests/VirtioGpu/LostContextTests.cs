using Harness.Tests.Virgl;
using Harness.Tests.Virgl.Vtest;
using Harness.Virgl;
using NUnit.Framework;

namespace Harness.Tests.VirtioGpu;

/// <summary>QEMU says OK to whatever the renderer refuses: a lost context is noticed all the same, in the renderer's words.</summary>
[TestFixture, CancelAfter(60_000)]
internal sealed class LostContextTests : DeviceFixture
{
    [TestCaseSource(typeof(BadStreams), nameof(BadStreams.All))]
    public void A_bad_stream_loses_its_context_in_the_renderers_words(string? words, Action<Target> write)
    {
        var (target, lost) = Loss.Provoke(Connection, write);

        Assert.That(lost, Does.Contain($"context {target.Context}").And.Contain(words ?? "It printed nothing about it"));
        Assert.That(() => Connection.Finish(target.Context), Throws.TypeOf<DeviceException>(), "a lost context stays lost");
        Connection.DestroyContext(target.Context);
        Target.AssertDraws(Connection);
    }
}
