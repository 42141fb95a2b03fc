using Harness.Scenes;
using Harness.Scenes.Steps;
using Harness.Virgl.Commands;

namespace Harness.Virgl.Player;

/// <summary>Bytes into resources by each road of the protocol, and copies that take the way through guest memory.</summary>
internal sealed class Uploads(IVirglConnection connection, SceneResources resources)
{
    /// <summary>Sends what was encoded so far, so that queue commands keep their place behind it.</summary>
    public required Action Flush { private get; init; }

    public void Write(PlayerContext context, Scenes.Steps.UpdateBuffer step)
    {
        GuestResource buffer = resources[step.Buffer];
        var box = new Box((uint)step.Offset, 0, 0, (uint)step.Data.Count, 1, 1);
        switch (step.Road)
        {
            case TransferRoad.InlineWrite:
                context.Encoder.InlineWriteBuffer(buffer.Id, (uint)step.Offset, step.Data.Span);
                break;
            case TransferRoad.CopyTransfer:
                Stage(context, new TransferRegion(buffer.Id, 0, box), step.Data.Span, 0);
                break;
            default:
                Flush();
                step.Data.Span.CopyTo(resources.QuietBacking(context.Id, buffer)[step.Offset..]);
                Move(context, buffer, new TransferRegion(buffer.Id, 0, box), (uint)step.Offset, step.Road);
                break;
        }
    }

    public void Write(PlayerContext context, UpdateTexture step)
    {
        GuestResource texture = resources[step.Texture];
        int rowBytes = step.Box.Width * FormatLayout.Of(step.Texture.Format).Bytes;
        int stride = step.Stride == 0 ? rowBytes : step.Stride;
        int layerStride = step.LayerStride == 0 ? stride * step.Box.Height : step.LayerStride;
        var region = new TransferRegion(texture.Id, (uint)step.Level, BoxOf(step.Box), (uint)stride, (uint)layerStride);
        switch (step.Road)
        {
            case TransferRoad.InlineWrite:
                context.Encoder.InlineWriteTexture(
                    texture.Id, (uint)step.Level, region.Box, VirglFormatLayout.Of(StateTranslation.Of(step.Texture.Format)), step.Data.Span[step.Offset..], stride, layerStride);
                break;
            case TransferRoad.CopyTransfer:
                Stage(context, region, step.Data.Span, step.Offset);
                break;
            case TransferRoad.Dma when step is { Stride: 0, LayerStride: 0 } && !MayChooseStrides:
                Flush();
                var box = new GuestBox(texture, step.Level, step.Box, step.Texture.Format, step.Offset);
                box.Write(resources.QuietBacking(context.Id, texture), step.Data.Span[step.Offset..]);
                connection.TransferToHost(context.Id, texture, box.Transfer);
                resources.MarkInTransfer(texture);
                break;
            default:
                Flush();
                step.Data.Span.CopyTo(resources.QuietBacking(context.Id, texture));
                Move(context, texture, region, (uint)step.Offset, step.Road);
                break;
        }
    }

    /// <summary>TRANSFER_FROM_HOST of one texture, TRANSFER_TO_HOST of another, the bytes copied in guest memory between.</summary>
    public void Copy(PlayerContext context, CopyThroughGuest step)
    {
        GuestResource source = resources[step.Source];
        GuestResource destination = resources[step.Destination];
        if (step.Stride == 0 && !MayChooseStrides)
        {
            Copy(
                context,
                new GuestBox(source, step.SourceLevel, step.SourceBox, step.Source.Format, step.Offset),
                new GuestBox(destination, step.DestinationLevel, step.DestinationBox, step.Destination.Format, step.Offset));
            return;
        }

        int rowBytes = step.SourceBox.Width * FormatLayout.Of(step.Source.Format).Bytes;
        int stride = step.Stride == 0 ? rowBytes : step.Stride;
        int layerStride = stride * step.SourceBox.Height;
        Flush();
        resources.QuietBacking(context.Id, source).Clear();
        connection.TransferFromHost(context.Id, source, new Transfer(BoxOf(step.SourceBox), (uint)step.SourceLevel, (ulong)step.Offset, (uint)stride, (uint)layerStride));
        connection.Finish(context.Id);
        resources.AllQuiet();
        int bytes = step.Offset + (step.SourceBox.Depth * layerStride) - (stride - rowBytes);
        source.Backing[..bytes].CopyTo(destination.Backing);
        connection.TransferToHost(context.Id, destination, new Transfer(BoxOf(step.DestinationBox), (uint)step.DestinationLevel, (ulong)step.Offset, (uint)stride, (uint)layerStride));
        resources.MarkInTransfer(destination);
    }

    private bool MayChooseStrides => connection.Features.HasFlag(ConnectionFeatures.TransferStrides);

    private void Copy(PlayerContext context, in GuestBox source, in GuestBox destination)
    {
        Flush();
        resources.QuietBacking(context.Id, source.Resource).Clear();
        connection.TransferFromHost(context.Id, source.Resource, source.Transfer);
        connection.Finish(context.Id);
        resources.AllQuiet();
        destination.Write(destination.Resource.Backing, source.Read(source.Resource.Backing));
        connection.TransferToHost(context.Id, destination.Resource, destination.Transfer);
        resources.MarkInTransfer(destination.Resource);
    }

    private void Move(PlayerContext context, GuestResource resource, in TransferRegion region, uint offset, TransferRoad road)
    {
        if (road == TransferRoad.StreamTransfer)
        {
            context.Encoder.Transfer3D(region, offset, TransferDirection.ToHost);
        }
        else
        {
            connection.TransferToHost(context.Id, resource, new Transfer(region.Box, region.Level, offset, region.Stride, region.LayerStride));
        }

        resources.MarkInTransfer(resource);
    }

    private void Stage(PlayerContext context, in TransferRegion region, ReadOnlySpan<byte> data, int offset)
    {
        Flush();
        GuestResource staging = resources.Staging(context.Id, data.Length);
        data.CopyTo(staging.Backing);
        // The stride must be given: the staging buffer has no rows of its own.
        TransferRegion explicitRegion = region.Stride == 0 ? region with { Stride = region.Box.Width } : region;
        context.Encoder.CopyTransfer3D(explicitRegion, staging.Id, (uint)offset, CopyTransferFlags.Synchronized);
        resources.MarkInTransfer(staging);
    }

    private static Box BoxOf(Region r) => new((uint)r.X, (uint)r.Y, (uint)r.Z, (uint)r.Width, (uint)r.Height, (uint)r.Depth);
}
