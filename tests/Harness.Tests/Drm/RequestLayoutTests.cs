using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Harness.Drm.Requests;
using NUnit.Framework;

namespace Harness.Tests.Drm;

/// <summary>Arguments of ioctls against the offsets of Linux 6.12, include/uapi/drm/virtgpu_drm.h, drm.h and drm_mode.h.</summary>
public sealed class RequestLayoutTests
{
    [Test]
    public void Requests_of_virtio_gpu_are_laid_out_as_in_virtgpu_drm_h() => Assert.Multiple(() =>
    {
        Check<MapRequest>(16, (nameof(MapRequest.Offset), 0), (nameof(MapRequest.Handle), 8));
        Check<ExecuteRequest>(
            64, (nameof(ExecuteRequest.Flags), 0), (nameof(ExecuteRequest.Size), 4), (nameof(ExecuteRequest.Commands), 8), (nameof(ExecuteRequest.Handles), 16),
            (nameof(ExecuteRequest.HandleCount), 24), (nameof(ExecuteRequest.Fence), 28), (nameof(ExecuteRequest.Ring), 32), (nameof(ExecuteRequest.SyncStride), 36),
            (nameof(ExecuteRequest.SyncsInCount), 40), (nameof(ExecuteRequest.SyncsOutCount), 44), (nameof(ExecuteRequest.SyncsIn), 48), (nameof(ExecuteRequest.SyncsOut), 56));
        Check<ParameterRequest>(16, (nameof(ParameterRequest.Parameter), 0), (nameof(ParameterRequest.Value), 8));
        Check<CreateResourceRequest>(
            56, (nameof(CreateResourceRequest.Target), 0), (nameof(CreateResourceRequest.Format), 4), (nameof(CreateResourceRequest.Bind), 8),
            (nameof(CreateResourceRequest.Width), 12), (nameof(CreateResourceRequest.Height), 16), (nameof(CreateResourceRequest.Depth), 20),
            (nameof(CreateResourceRequest.ArraySize), 24), (nameof(CreateResourceRequest.LastLevel), 28), (nameof(CreateResourceRequest.Samples), 32),
            (nameof(CreateResourceRequest.Flags), 36), (nameof(CreateResourceRequest.Handle), 40), (nameof(CreateResourceRequest.Resource), 44),
            (nameof(CreateResourceRequest.Size), 48), (nameof(CreateResourceRequest.Stride), 52));
        Check<TransferToHostRequest>(44, (nameof(TransferToHostRequest.Fields), 0));
        Check<TransferFromHostRequest>(44, (nameof(TransferFromHostRequest.Fields), 0));
        Offsets<TransferFields>(
            (nameof(TransferFields.Handle), 0), (nameof(TransferFields.Box), 4), (nameof(TransferFields.Level), 28), (nameof(TransferFields.Offset), 32),
            (nameof(TransferFields.Stride), 36), (nameof(TransferFields.LayerStride), 40));
        Check<WaitRequest>(8, (nameof(WaitRequest.Handle), 0), (nameof(WaitRequest.Flags), 4));
        Check<CapsetRequest>(24, (nameof(CapsetRequest.Id), 0), (nameof(CapsetRequest.Version), 4), (nameof(CapsetRequest.Address), 8), (nameof(CapsetRequest.Size), 16));
    });

    [Test]
    public void Requests_of_buffer_objects_are_laid_out_as_in_drm_h() => Assert.Multiple(() =>
    {
        Check<CloseHandleRequest>(8, (nameof(CloseHandleRequest.Handle), 0));
        Check<ExportRequest>(12, (nameof(ExportRequest.Handle), 0), (nameof(ExportRequest.Flags), 4), (nameof(ExportRequest.Descriptor), 8));
        Check<ImportRequest>(12, (nameof(ImportRequest.Handle), 0), (nameof(ImportRequest.Flags), 4), (nameof(ImportRequest.Descriptor), 8));
        Offsets<FlipEvent>(
            (nameof(FlipEvent.Type), 0), (nameof(FlipEvent.Length), 4), (nameof(FlipEvent.UserData), 8), (nameof(FlipEvent.Seconds), 16),
            (nameof(FlipEvent.Sequence), 24), (nameof(FlipEvent.Crtc), 28));
        Assert.That(Unsafe.SizeOf<FlipEvent>(), Is.EqualTo(32));
    });

    [Test]
    public void Requests_of_displays_are_laid_out_as_in_drm_mode_h() => Assert.Multiple(() =>
    {
        Check<CardRequest>(
            64, (nameof(CardRequest.Crtcs), 8), (nameof(CardRequest.Connectors), 16), (nameof(CardRequest.CrtcCount), 36), (nameof(CardRequest.ConnectorCount), 40),
            (nameof(CardRequest.LeastWidth), 48), (nameof(CardRequest.MostHeight), 60));
        Check<ConnectorRequest>(
            80, (nameof(ConnectorRequest.Modes), 8), (nameof(ConnectorRequest.ModeCount), 32), (nameof(ConnectorRequest.Encoder), 44),
            (nameof(ConnectorRequest.Connector), 48), (nameof(ConnectorRequest.Connection), 60));
        Offsets<ModeTimings>(
            (nameof(ModeTimings.Clock), 0), (nameof(ModeTimings.Width), 4), (nameof(ModeTimings.HorizontalTotal), 10), (nameof(ModeTimings.Height), 14),
            (nameof(ModeTimings.VerticalTotal), 20), (nameof(ModeTimings.Refresh), 24), (nameof(ModeTimings.Type), 32), (nameof(ModeTimings.Name), 36));
        Check<SetCrtcRequest>(
            104, (nameof(SetCrtcRequest.Connectors), 0), (nameof(SetCrtcRequest.ConnectorCount), 8), (nameof(SetCrtcRequest.Crtc), 12),
            (nameof(SetCrtcRequest.Framebuffer), 16), (nameof(SetCrtcRequest.X), 20), (nameof(SetCrtcRequest.ModeIsValid), 32), (nameof(SetCrtcRequest.Mode), 36));
        Check<AddFramebufferRequest>(
            104, (nameof(AddFramebufferRequest.Framebuffer), 0), (nameof(AddFramebufferRequest.Width), 4), (nameof(AddFramebufferRequest.PixelFormat), 12),
            (nameof(AddFramebufferRequest.Handles), 20), (nameof(AddFramebufferRequest.Pitches), 36), (nameof(AddFramebufferRequest.Offsets), 52),
            (nameof(AddFramebufferRequest.Modifiers), 72));
        Check<RemoveFramebufferRequest>(4, (nameof(RemoveFramebufferRequest.Framebuffer), 0));
        Check<PageFlipRequest>(
            24, (nameof(PageFlipRequest.Crtc), 0), (nameof(PageFlipRequest.Framebuffer), 4), (nameof(PageFlipRequest.Flags), 8), (nameof(PageFlipRequest.UserData), 16));
    });

    [TestCase(64, 72)]
    [TestCase(32, 32)]
    [TestCase(1920, 1080)]
    [TestCase(8192, 8192)]
    public void A_mode_of_any_size_is_in_order(int width, int height)
    {
        ModeTimings mode = ModeTimings.Of(width, height);
        Assert.Multiple(() =>
        {
            Assert.That((mode.Width, mode.Height), Is.EqualTo((width, height)));
            Assert.That((int[])[mode.Width, mode.HorizontalSyncStart, mode.HorizontalSyncEnd, mode.HorizontalTotal], Is.Ordered);
            Assert.That((int[])[mode.Height, mode.VerticalSyncStart, mode.VerticalSyncEnd, mode.VerticalTotal], Is.Ordered);
            Assert.That(mode.Clock * 1000.0 / mode.HorizontalTotal / mode.VerticalTotal, Is.EqualTo(60).Within(10).Percent);
        });
    }

    private static void Check<T>(int size, params (string Field, int Offset)[] fields) where T : unmanaged, IDrmRequest
    {
        const int driver = 'd' << 8;
        Assert.That(Unsafe.SizeOf<T>(), Is.EqualTo(size), T.Name);
        Assert.That((T.Number >> 16) & 0x3fff, Is.EqualTo(size), $"{T.Name}: the size in its number");
        Assert.That(T.Number & 0xff00, Is.EqualTo(driver), T.Name);
        Offsets<T>(fields);
    }

    private static void Offsets<T>(params (string Field, int Offset)[] fields)
    {
        foreach ((string field, int offset) in fields)
        {
            Assert.That((int)Marshal.OffsetOf<T>(field), Is.EqualTo(offset), $"{typeof(T).Name}.{field}");
        }
    }
}
