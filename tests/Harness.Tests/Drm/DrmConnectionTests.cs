using System.Runtime.InteropServices;
using Harness.Drm;
using Harness.Drm.Files;
using Harness.Drm.Requests;
using Harness.Virgl;
using NUnit.Framework;

namespace Harness.Tests.Drm;

/// <summary>What a connection asks of the kernel, seen by a fake of it; a real one plays the whole catalogue in the lane <c>drm</c>.</summary>
public sealed class DrmConnectionTests
{
    private static readonly ResourceDescription Texture = ResourceDescription.ForTexture2D(
        VirglFormat.R8G8B8A8_UNORM, VirglBind.SamplerView | VirglBind.RenderTarget, 16, 8);

    private FakeKernel _kernel = null!;
    private List<FakeDoor> _doors = null!;
    private DrmConnection _connection = null!;

    [SetUp]
    public void Open()
    {
        (_kernel, _doors) = (new FakeKernel(), []);
        _connection = DrmConnection.Over(
            () =>
            {
                _doors.Add(_kernel.Open());
                return _doors[^1];
            },
            TimeSpan.FromSeconds(1));
    }

    [TearDown]
    public void Close()
    {
        _connection.Dispose();
        Assert.That(_doors, Has.All.Property(nameof(FakeDoor.IsClosed)).True);
        Assert.That(_kernel.Shared, Is.Empty);
    }

    [Test]
    public void A_capability_set_is_as_long_as_the_kernel_wrote()
        => Assert.That((_connection.Capset.Id, _connection.Capset.Version, _connection.Capset.Bytes.Length), Is.EqualTo((2, 2, 1376)));

    [Test]
    public void Each_context_is_an_open_file_and_a_resource_is_made_in_the_one_named_last()
    {
        uint first = _connection.CreateContext("one");
        uint second = _connection.CreateContext("two");
        _kernel.Log.Clear();
        _connection.CreateResource(Texture);
        _connection.Submit(first, [0]);
        _connection.CreateResource(Texture);
        Assert.That(_kernel.Log.Where(l => l.Contains("create", StringComparison.Ordinal)).Select(l => l[0]), Is.EqualTo("32"));
        Assert.That((first, second, _doors.Count), Is.EqualTo((1u, 2u, 3)));
    }

    [Test]
    public void Another_context_takes_a_resource_in_by_descriptor_and_only_once()
    {
        uint first = _connection.CreateContext("one");
        GuestResource resource = _connection.CreateResource(Texture);
        uint second = _connection.CreateContext("two");
        _kernel.Log.Clear();
        _connection.Attach(first, resource);
        _connection.Attach(second, resource);
        _connection.Attach(second, resource);
        _connection.Detach(second, resource);
        Assert.That(_kernel.Log, Is.EqualTo((string[])[$"2: export {resource.Id}", $"3: import {resource.Id}", $"3: close {resource.Id}"]));
    }

    [Test]
    public void A_resource_outlives_the_only_context_that_had_it()
    {
        uint first = _connection.CreateContext("one");
        GuestResource resource = _connection.CreateResource(Texture);
        _connection.DestroyContext(first);
        resource.Backing[^1] = 7;
        uint second = _connection.CreateContext("two");
        _connection.Attach(second, resource);
        _connection.TransferToHost(second, resource, new Transfer(new Box(0, 0, 0, 16, 8, 1)));
        Assert.That(_kernel.Log, Does.Contain($"3: import {resource.Id}"));
        Assert.That(resource.Backing[^1], Is.EqualTo(7));
    }

    [Test]
    public void Strides_of_the_level_are_left_out_and_others_are_refused()
    {
        uint context = _connection.CreateContext("one");
        GuestResource resource = _connection.CreateResource(Texture);
        _connection.TransferToHost(context, resource, new Transfer(new Box(2, 1, 0, 3, 2, 1), 0, 72, 64));
        _connection.TransferToHost(context, resource, new Transfer(new Box(2, 1, 0, 3, 1, 1), 0, 0, 12));
        Assert.That(_kernel.Log.TakeLast(2), Has.All.Contain("Stride = 0, LayerStride = 0").And.All.StartWith($"2: to host {resource.Id}"));
        Assert.That(
            () => _connection.TransferToHost(context, resource, new Transfer(new Box(2, 1, 0, 3, 2, 1), 0, 0, 12)),
            Throws.InstanceOf<NotSupportedException>().With.Message.Contains("no strides"));
    }

    [Test]
    public void What_was_read_back_is_there_after_a_fence_and_a_wait()
    {
        uint context = _connection.CreateContext("one");
        GuestResource resource = _connection.CreateResource(Texture);
        _connection.TransferFromHost(context, resource, new Transfer(new Box(0, 0, 0, 16, 8, 1)));
        _connection.Finish(context);
        int from = _kernel.Log.FindIndex(l => l.Contains("from host", StringComparison.Ordinal));
        Assert.That(
            _kernel.Log.Skip(from).Select(l => l.Split(' ', 3)[1..2][0]), Is.EqualTo((string[])["from", "execute", "fence", "wait"]));

        _kernel.Log.Clear();
        _connection.Finish(context);
        Assert.That(_kernel.Log, Is.Empty, "there is nothing left to wait for");
    }

    [Test]
    public void A_fence_that_does_not_signal_is_a_hang()
    {
        uint context = _connection.CreateContext("one");
        _connection.Submit(context, [0]);
        _kernel.FencesSignal = false;
        Assert.That(() => _connection.Finish(context), Throws.InstanceOf<DeviceException>().With.Property(nameof(DeviceException.Fault)).EqualTo(DeviceFault.Hang));
    }

    [Test]
    public void A_context_that_the_renderer_gave_up_in_silence_is_found_lost()
    {
        uint context = _connection.CreateContext("one");
        _connection.Submit(context, [0]);
        _connection.Finish(context);
        _kernel.IsLost = true;
        _connection.Submit(context, [0]);
        Assert.That(
            () => _connection.Finish(context), Throws.InstanceOf<DeviceException>().With.Property(nameof(DeviceException.Fault)).EqualTo(DeviceFault.ContextLost));
    }

    [Test]
    public void What_the_kernel_refuses_is_told_with_request_file_and_error()
    {
        uint context = _connection.CreateContext("one");
        GuestResource resource = _connection.CreateResource(Texture);
        _kernel.Failures[TransferToHostRequest.Name] = Errno.EINVAL;
        Assert.That(
            () => _connection.TransferToHost(context, resource, new Transfer(new Box(0, 0, 0, 16, 8, 1))),
            Throws.InstanceOf<DeviceException>().With.Message.StartsWith($"VIRTGPU_TRANSFER_TO_HOST on fake2 failed with EINVAL (Invalid argument): resource {resource.Id}"));
    }

    [Test]
    public void A_long_stream_goes_in_pieces_and_each_ends_with_its_link()
    {
        uint context = _connection.CreateContext("one");
        var stream = new CommandStream();
        for (int i = 0; i < 20; i++)
        {
            stream.Begin(CommandId.Nop, CommandStream.MaxPayload).Clear();
        }

        _kernel.Log.Clear();
        _connection.Submit(context, stream.Words);
        Assert.That(_kernel.Log, Has.Count.EqualTo(2));
        Assert.That(_kernel.Log.Select(l => IsCopy(l.TrimEnd(']').Split("; ")[^1])), Is.All.True);
    }

    [Test]
    public void A_cut_off_stream_gets_its_link_in_a_stream_of_its_own()
    {
        uint context = _connection.CreateContext("one");
        _kernel.Log.Clear();
        _connection.Submit(context, [(uint)CommandId.SetStencilRef | 3u << 16, 0]);
        Assert.That(_kernel.Log, Has.Count.EqualTo(2));
    }

    private static bool IsCopy(string words) => MemoryMarshal.Read<uint>(Convert.FromHexString(words[..8])) == ((uint)CommandId.ResourceCopyRegion | 13u << 16);
}
