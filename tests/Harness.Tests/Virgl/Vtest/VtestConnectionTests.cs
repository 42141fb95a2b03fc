using System.Runtime.InteropServices;
using Harness.Virgl;
using Harness.Virgl.Vtest;
using NUnit.Framework;

namespace Harness.Tests.Virgl.Vtest;

[TestFixture(3u)]
[TestFixture(2u)]
public sealed class VtestConnectionTests(uint protocol)
{
    private VtestServer _server = null!;
    private VtestConnection _connection = null!;

    [OneTimeSetUp]
    public void StartServer() => _server = VtestServer.Start();

    [OneTimeTearDown]
    public void StopServer() => _server?.Dispose();

    [SetUp]
    public void Connect() => _connection = _server.Connect(new VtestConnectionOptions { ProtocolVersion = protocol });

    [TearDown]
    public void Disconnect() => _connection?.Dispose();

    [Test]
    [CancelAfter(60_000)]
    public void The_capability_set_tells_what_renders()
    {
        var capset = _connection.Capset;

        Assert.That(_connection.ProtocolVersion, Is.EqualTo(protocol));
        Assert.That(capset.Bytes.Length, Is.GreaterThanOrEqualTo(1376));
        Assert.That(capset.Renderer, Does.StartWith("LLVMPIPE"));
        Assert.That(capset.GlslLevel, Is.GreaterThanOrEqualTo(330));
        Assert.That(capset.Supports(PipePrimitive.Triangles));
        Assert.That(capset.Supports(PipePrimitive.Quads), Is.False);
        Assert.That(capset.RenderFormats.Contains(VirglFormat.R8G8B8A8_UNORM));
        Assert.That(capset.RenderFormats.Contains(VirglFormat.DXT1_RGB), Is.False);
        Assert.That(capset.SamplerFormats.Formats(), Does.Contain(VirglFormat.R32G32B32A32_FLOAT));
        Assert.That(capset.Capabilities, Is.EqualTo(capset.Capabilities | VirglCapabilities.Transfer | VirglCapabilities.CopyTransfer));
        Assert.That(capset.MaxRenderTargets, Is.EqualTo(8));
        Assert.That(capset.MaxTexture2DSize, Is.GreaterThanOrEqualTo(4096));
        Assert.That(_connection.Features, Is.EqualTo(ConnectionFeatures.TransferStrides));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_triangle_covers_exactly_the_pixels_whose_centres_it_holds()
    {
        var target = new Target(_connection);
        target.SetUp();
        target.WriteVertices((3.25f, 2.25f, 0, 1, 0), (29.75f, 2.25f, 0, 1, 0), (3.25f, 28.75f, 0, 1, 0));
        target.Encoder.Draw(PipePrimitive.Triangles, 0, 3);

        var seen = target.SubmitAndRead();

        var expected = new uint[Target.Size * Target.Size];
        for (var y = 0; y < Target.Size; y++)
        {
            for (var x = 0; x < Target.Size; x++)
            {
                var inside = x + 0.5 > 3.25 && y + 0.5 > 2.25 && x + 0.5 - 3.25 + y + 0.5 - 2.25 < 26.5;
                expected[(y * Target.Size) + x] = inside ? 0xff00ff00 : 0xff000000;
            }
        }

        Assert.That(seen, Is.EqualTo(expected));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_transfer_to_the_host_shows_what_the_backing_holds()
    {
        var target = new Target(_connection);
        var pixels = Enumerable.Range(0, Target.Size * Target.Size).Select(i => 0xff000000u | (uint)i * 2654435761u >> 8).ToArray();
        MemoryMarshal.AsBytes<uint>(pixels).CopyTo(target.Color.Backing);

        _connection.TransferToHost(target.Context, target.Color, new Transfer(Target.Whole));
        _connection.Finish(target.Context);

        Assert.That(target.Read(), Is.EqualTo(pixels));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Strides_of_a_transfer_are_the_callers_to_choose()
    {
        var target = new Target(_connection);
        var staged = MemoryMarshal.Cast<byte, uint>(target.Color.Backing);
        for (var i = 0; i < staged.Length; i++)
        {
            staged[i] = (uint)i;
        }

        // A box of 3x2 texels whose rows lie 10 texels apart, 5 texels into the backing.
        var box = new Box(7, 9, 0, 3, 2, 1);
        _connection.TransferToHost(target.Context, target.Color, new Transfer(box, Offset: 20, Stride: 40));
        _connection.Finish(target.Context);
        var whole = target.Read();
        Assert.That((uint[])[.. whole.AsSpan((9 * 32) + 7, 3), .. whole.AsSpan((10 * 32) + 7, 3)], Is.EqualTo((uint[])[5, 6, 7, 15, 16, 17]));

        target.Color.Backing.Clear();
        _connection.TransferFromHost(target.Context, target.Color, new Transfer(box, Offset: 40, Stride: 24));
        _connection.Finish(target.Context);
        Assert.That(
            MemoryMarshal.Cast<byte, uint>(target.Color.Backing)[..21].ToArray(),
            Is.EqualTo((uint[])[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 6, 7, 0, 0, 0, 15, 16, 17, 0, 0]));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_new_context_starts_clean_and_leaves_the_old_resources_behind()
    {
        var first = new Target(_connection);
        first.SetUp();
        _connection.Submit(first.Context, first.Encoder.Stream.Words);
        _connection.DestroyContext(first.Context);

        Assert.That(() => first.Color.Backing.Length, Throws.InvalidOperationException.With.Message.Contains("gone"));
        Target.AssertDraws(_connection);
        var second = new Target(_connection);
        Assert.That(second.Context, Is.Not.EqualTo(first.Context));
        Assert.That(() => _connection.TransferToHost(second.Context, first.Color, new Transfer(Target.Whole)), Throws.InvalidOperationException);
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_resource_made_before_the_context_belongs_to_it()
    {
        var buffer = _connection.CreateResource(ResourceDescription.ForBuffer(16, VirglBind.VertexBuffer));
        var context = _connection.CreateContext("late");
        buffer.Backing.Fill(7);
        _connection.TransferToHost(context, buffer, new Transfer(new Box(0, 0, 0, 16, 1, 1)));
        _connection.Finish(context);
        buffer.Backing.Clear();
        _connection.TransferFromHost(context, buffer, new Transfer(new Box(4, 0, 0, 8, 1, 1), Offset: 4));
        _connection.Finish(context);

        Assert.That(buffer.Backing.ToArray(), Is.EqualTo((byte[])[0, 0, 0, 0, 7, 7, 7, 7, 7, 7, 7, 7, 0, 0, 0, 0]));
    }

    [Test]
    [CancelAfter(60_000)]
    public void What_the_transport_cannot_do_is_said()
    {
        var context = _connection.CreateContext("one");
        var texture = ResourceDescription.ForTexture2D(VirglFormat.R8G8B8A8_UNORM, VirglBind.RenderTarget, 8, 8);

        Assert.That(() => _connection.CreateContext("two"), Throws.InvalidOperationException.With.Message.Contains("one context"));
        Assert.That(() => _connection.CreateResource(texture with { Flags = 1 }), Throws.TypeOf<NotSupportedException>());
        Assert.That(() => _connection.Submit(context + 1, [0]), Throws.InvalidOperationException);
        var bare = _connection.CreateResource(texture with { BackingBytes = 0 });
        Assert.That(bare.Backing.IsEmpty);
        Assert.That(() => _connection.TransferToHost(context, bare, new Transfer(new Box(0, 0, 0, 8, 8, 1))), Throws.InvalidOperationException);
        _connection.DestroyResource(bare);
        Assert.That(() => _connection.DestroyResource(bare), Throws.InvalidOperationException.With.Message.Contains("destroyed"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_refused_resource_is_named_and_hurts_nobody()
    {
        var wrong = ResourceDescription.ForTexture2D(VirglFormat.R8G8B8A8_UNORM, VirglBind.RenderTarget, 8, 8) with { Bind = 0 };

        var refused = Assert.Throws<DeviceException>(() => _connection.CreateResource(wrong))!;

        Assert.That(refused.Fault, Is.EqualTo(DeviceFault.ErrorResponse));
        Assert.That(refused.Message, Does.Contain("Illegal resource parameters"));
        Target.AssertDraws(_connection);
    }

    [Test]
    [CancelAfter(60_000)]
    public void Submitting_and_waiting_allocates_nothing()
    {
        var target = new Target(_connection);
        target.SetUp();
        target.Submit();
        uint[] nothing = [0];

        void Round()
        {
            _connection.Submit(target.Context, nothing);
            _connection.TransferFromHost(target.Context, target.Color, new Transfer(Target.Whole));
            _connection.TransferFromHost(target.Context, target.Color, new Transfer(Target.Whole, Stride: 4 * Target.Size));
            _connection.Finish(target.Context);
        }

        Round();
        Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 200; i++)
        {
            Round();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
