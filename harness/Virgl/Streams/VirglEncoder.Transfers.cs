using Harness.Virgl.Commands;

namespace Harness.Virgl;

/// <summary>Bytes into and out of resources.</summary>
public readonly partial struct VirglEncoder
{
    /// <summary>Writes bytes that travel in the stream, in one command of at most <see cref="ResourceInlineWrite.MaxBytes"/>.</summary>
    public void ResourceInlineWrite(in TransferRegion region, ReadOnlySpan<byte> data) =>
        data.CopyTo(Commands.ResourceInlineWrite.Begin(Stream, region, data.Length));

    /// <summary>Writes any number of bytes into a buffer, in as many commands as the 16-bit length wants.</summary>
    /// <param name="maxBytes">Bytes per command at most.</param>
    public void InlineWriteBuffer(uint resource, uint offset, ReadOnlySpan<byte> data, int maxBytes = Commands.ResourceInlineWrite.MaxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 1);
        while (!data.IsEmpty)
        {
            var piece = data[..Math.Min(data.Length, Math.Min(maxBytes, Commands.ResourceInlineWrite.MaxBytes))];
            ResourceInlineWrite(new TransferRegion(resource, 0, new Box(offset, 0, 0, (uint)piece.Length, 1, 1)), piece);
            offset += (uint)piece.Length;
            data = data[piece.Length..];
        }
    }

    /// <summary>
    /// Writes a box of a texture level, in as many commands as the 16-bit length wants: layer by layer, as many rows as fit, or pieces of rows.
    /// Every command carries its explicit strides.
    /// </summary>
    /// <param name="box">In texels; origin and size on block boundaries (the size may end at the level's edge).</param>
    /// <param name="data">From the box's first texel on.</param>
    /// <param name="stride">Bytes from row to row of blocks in <paramref name="data"/>; 0 for tightly packed.</param>
    /// <param name="layerStride">Bytes from layer to layer in <paramref name="data"/>; 0 for tightly packed.</param>
    /// <param name="maxBytes">Data bytes per command at most.</param>
    public void InlineWriteTexture(
        uint resource, uint level, in Box box, VirglFormatLayout layout, ReadOnlySpan<byte> data, int stride = 0, int layerStride = 0,
        int maxBytes = Commands.ResourceInlineWrite.MaxBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, layout.BlockBytes);
        maxBytes = Math.Min(maxBytes, Commands.ResourceInlineWrite.MaxBytes);
        var rowBytes = layout.RowBytes((int)box.Width);
        var rows = layout.Rows((int)box.Height);
        stride = stride == 0 ? rowBytes : stride;
        layerStride = layerStride == 0 ? stride * rows : layerStride;

        var pieceBlocks = Math.Min(rowBytes, maxBytes) / layout.BlockBytes;
        var pieceRows = Math.Max(1, rowBytes == 0 ? 1 : Math.Min(rows, maxBytes / rowBytes));
        for (var layer = 0; layer < box.Depth; layer++)
        {
            for (var row = 0; row < rows; row += pieceRows)
            {
                for (var block = 0; block * layout.BlockBytes < rowBytes; block += pieceBlocks)
                {
                    var piece = PieceOf(box, layout, layer, row, pieceRows, block, pieceBlocks);
                    var start = (layer * layerStride) + (row * stride) + (block * layout.BlockBytes);
                    InlineWritePiece(resource, level, piece, layout, data[start..], stride);
                }
            }
        }
    }

    public void Transfer3D(in TransferRegion region, uint offset, TransferDirection direction) => Write(new Transfer3D(region, offset, direction));

    public void CopyTransfer3D(in TransferRegion region, uint staging, uint offset, CopyTransferFlags flags) =>
        Write(new CopyTransfer3D(region, staging, offset, flags));

    public void EndTransfers(int padding = 0) => Stream.Begin(CommandId.EndTransfers, padding).Clear();

    private static Box PieceOf(in Box box, VirglFormatLayout layout, int layer, int row, int rows, int block, int blocks)
    {
        var x = (uint)(block * layout.BlockWidth);
        var y = (uint)(row * layout.BlockHeight);
        var width = Math.Min(box.Width - x, (uint)(blocks * layout.BlockWidth));
        var height = Math.Min(box.Height - y, (uint)(rows * layout.BlockHeight));
        return new Box(box.X + x, box.Y + y, box.Z + (uint)layer, width, height, 1);
    }

    private void InlineWritePiece(uint resource, uint level, in Box box, VirglFormatLayout layout, ReadOnlySpan<byte> data, int stride)
    {
        var rowBytes = layout.RowBytes((int)box.Width);
        var rows = layout.Rows((int)box.Height);
        var region = new TransferRegion(resource, level, box, (uint)rowBytes, (uint)(rowBytes * rows));
        var bytes = Commands.ResourceInlineWrite.Begin(Stream, region, rowBytes * rows);
        for (var row = 0; row < rows; row++)
        {
            data.Slice(row * stride, rowBytes).CopyTo(bytes[(row * rowBytes)..]);
        }
    }
}
