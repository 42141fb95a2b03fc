using Harness.Virgl;
using Harness.VirtioGpu.Commands;

namespace Harness.VirtioGpu.Mutants;

/// <summary>Known defects of a virtio GPU, as they show in its control queue.</summary>
public static class ControlMutants
{
    // Places in the body of a transfer: box, offset, resource, level.
    private const int X = 0, Width = 3, Height = 4, Depth = 5, OffsetLow = 6, OffsetHigh = 7, Resource = 8, Level = 9;

    // Places in the body of RESOURCE_CREATE_3D.
    private const int Target = 1, Format = 2, Bind = 3, LastLevel = 8, Samples = 9, Flags = 10;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ControlMutant> All { get; } =
    [
        ToHost("transfer-offset-ignored", "Uploads start at the beginning of the backing.", body => body[OffsetLow] = body[OffsetHigh] = 0),
        ToHost("transfer-column-skipped", "Uploads begin one column to the right.", body => Shorten(body, Width, X)),
        ToHost("transfer-row-short", "Uploads lack their last row.", body => Shorten(body, Height)),
        ToHost("transfer-layer-short", "Uploads lack their last layer.", body => Shorten(body, Depth)),
        ToHost("transfer-level-ignored", "Uploads go to level 0.", body => body[Level] = 0),
        ToHost("transfer-resource-confused", "Uploads go to the resource that is made next.", body => body[Resource]++),
        Each("transfer-dropped", "Uploads are answered and not done.", ControlCommand.TransferToHost3D, (ref r) => r.Drop()),
        Each("transfer-back-dropped", "Transfers to the guest are answered and not done.", ControlCommand.TransferFromHost3D, (ref r) => r.Drop()),
        Each("transfer-back-row-short", "Transfers to the guest lack their last row.", ControlCommand.TransferFromHost3D, (ref r) => Shorten(r.Body, Height)),
        Each("transfer-back-column-short", "Transfers to the guest lack their last column.", ControlCommand.TransferFromHost3D, (ref r) => Shorten(r.Body, Width)),
        Each("submit-cut", "Streams are handed over without their last dword.", ControlCommand.Submit3D, (ref r) => r.Body[0] -= r.Body[0] > 0 ? 4u : 0u),
        new("submit-dropped", "Every second stream is answered and not executed.", false, () => new DroppedStreams()),
        Each("attach-dropped", "Resources are not attached to contexts.", ControlCommand.ContextAttachResource, (ref r) => r.Drop()),
        Create("resource-red-blue-swapped", "Render targets of RGBA are made as BGRA.", body => body[Format] = body[Format] == (uint)VirglFormat.R8G8B8A8_UNORM ? (uint)VirglFormat.B8G8R8A8_UNORM : body[Format]),
        Create("resource-upside-down", "Render targets are made with their rows bottom-up.", body => body[Flags] |= 1),
        Create("resource-samples-ignored", "Multisampled textures are made with one sample.", body => body[Samples] = 0),
        Texture("resource-levels-ignored", "Textures are made with level 0 alone.", body => body[LastLevel] = 0),
        Each("fence-lost", "The response to a fenced command does not carry the fence.", ControlCommand.Submit3D, (ref r) => r.DropFence()),
        new("error-response", "Streams are executed and answered with an error.", false, () => new WrongResponse(ControlCommand.Submit3D, (uint)ControlResponse.ErrorUnspecified)),
        Shown("flush-dropped", "Flushes are answered and not done.", ControlCommand.ResourceFlush, (ref r) => r.Drop()),
        Shown("scanout-dropped", "Scanouts are answered and not set.", ControlCommand.SetScanout, (ref r) => r.Drop()),
        Shown("scanout-rectangle-shifted", "The scanned out rectangle begins a row too low.", ControlCommand.SetScanout, (ref r) => ShiftScanout(r.Body)),
        Shown("flush-resource-confused", "Flushes show the resource that is made next.", ControlCommand.ResourceFlush, (ref r) => r.Body[4]++),
    ];

    private delegate void Change(ref ControlRequest request);

    private static ControlMutant ToHost(string name, string defect, Action<Span<uint>> change)
        => Each(name, defect, ControlCommand.TransferToHost3D, (ref r) => change(r.Body));

    private static ControlMutant Create(string name, string defect, Action<Span<uint>> change) => Texture(name, defect, body =>
    {
        if ((body[Bind] & (uint)VirglBind.RenderTarget) != 0)
        {
            change(body);
        }
    });

    private static ControlMutant Texture(string name, string defect, Action<Span<uint>> change) => Each(name, defect, ControlCommand.ResourceCreate3D, (ref r) =>
    {
        if (r.Body[Target] == (uint)PipeTextureTarget.Texture2D)
        {
            change(r.Body);
        }
    });

    private static ControlMutant Shown(string name, string defect, ControlCommand command, Change change) => Each(name, defect, command, change) with { OnDisplay = true };

    private static ControlMutant Each(string name, string defect, ControlCommand command, Change change) => new(name, defect, false, () => new EachRequest(command, change));

    /// <summary>One texel, row or layer less, at the end or, with a place to move, at the beginning.</summary>
    private static void Shorten(Span<uint> box, int extent, int? start = null)
    {
        if (box[extent] > 1)
        {
            box[extent]--;
            if (start is { } moved)
            {
                box[moved]++;
            }
        }
    }

    private static void ShiftScanout(Span<uint> rectangle)
    {
        if (rectangle[3] > 1)
        {
            rectangle[1]++;
            rectangle[3]--;
        }
    }

    private sealed class EachRequest(ControlCommand command, Change change) : ControlMutation
    {
        public override void Request(ref ControlRequest request)
        {
            if (request.Command == command)
            {
                change(ref request);
            }
        }
    }

    private sealed class DroppedStreams : ControlMutation
    {
        private bool _drops = true;

        public override void Request(ref ControlRequest request)
        {
            if (request.Command == ControlCommand.Submit3D && (_drops = !_drops))
            {
                request.Drop();
            }
        }
    }

    private sealed class WrongResponse(ControlCommand wanted, uint type) : ControlMutation
    {
        public override void Response(ControlCommand command, Span<uint> response)
        {
            if (command == wanted)
            {
                response[0] = type;
            }
        }
    }
}
