using Harness.Virgl.Commands;

namespace Harness.Virgl.Mutants;

/// <summary>Defects in the ways bytes take to the host and back.</summary>
internal static class TransferMutants
{
    public static IEnumerable<Mutant> All() =>
    [
        ToHost("dma-stride-ignored", "DMA uploads use the level's own pitch whatever the stride is.", (_, t) => t with { Stride = 0, LayerStride = 0 }),
        ToHost("dma-offset-ignored", "DMA uploads start at the beginning of the backing.", (_, t) => t with { Offset = 0 }),
        ToHost("dma-level-ignored", "DMA uploads go to level 0.", (r, t) => t.Level == 0 || !Fits(r, t) ? t : t with { Level = 0 }),
        ToHost("dma-layer-ignored", "DMA uploads go to the first layer.", (_, t) => t.Box.Depth > 1 ? t : t with { Box = t.Box with { Z = 0 } }),
        ToHost("dma-row-short", "DMA uploads lack their last row.", (_, t) => t.Box.Height > 1 ? t with { Box = t.Box with { Height = t.Box.Height - 1 } } : t),
        new("upload-after-draw-lost", "An upload is not sent again once the resource has been uploaded and drawn from: the missing flush.", () => new LostUploads()),
        new("inline-write-shifted", "Inline writes into buffers land four bytes too far.", () => new CommandMutation<ResourceInlineWrite>(w =>
            w.Region.Box is { X: > 0, Height: 1, Width: >= 8 } ? w with { Region = w.Region with { Box = w.Region.Box with { X = w.Region.Box.X - 4 } } } : w)),
        new("inline-write-level-ignored", "Inline writes go to level 0.", () => new CommandMutation<ResourceInlineWrite>(w => w with { Region = w.Region with { Level = 0 } })),
        new("inline-write-layer-ignored", "Inline writes go to the first layer.", () => new CommandMutation<ResourceInlineWrite>(w => w with { Region = w.Region with { Box = w.Region.Box with { Z = 0 } } })),
        new("stream-transfer-offset-ignored", "TRANSFER3D starts at the beginning of the backing.", () => new CommandMutation<Transfer3D>(t => t with { Offset = 0 })),
        new("copy-transfer-offset-ignored", "COPY_TRANSFER3D starts at the beginning of the staging buffer.", () => new CommandMutation<CopyTransfer3D>(t => t with { Offset = 0 })),
        new("readback-stale", "Guest memory is read without a transfer from the host.", () => new TransferMutation(fromHost: (_, _) => null)),
        new("readback-half", "Transfers from the host lack their last row.", () => new TransferMutation(fromHost: (_, t) => t.Box.Height > 1 ? t with { Box = t.Box with { Height = t.Box.Height - 1 } } : t)),
        new("window-channels-swapped", "The window is made as BGRA and drawn as RGBA.", () => new ResourceMutation(d =>
            d.Format == (uint)VirglFormat.R8G8B8A8_UNORM && (d.Bind & (uint)VirglBind.Scanout) != 0 ? d with { Format = (uint)VirglFormat.B8G8R8A8_UNORM } : d)),
    ];

    private static Mutant ToHost(string name, string defect, Func<GuestResource, Transfer, Transfer?> change) => new(name, defect, () => new TransferMutation(toHost: change));

    private static bool Fits(GuestResource resource, Transfer transfer) => transfer.Box.X + transfer.Box.Width <= resource.Description.Width;

    /// <summary>Remembers what was uploaded, and whether something was drawn since.</summary>
    private sealed class LostUploads : Mutation
    {
        private readonly HashSet<uint> uploaded = [];
        private readonly HashSet<uint> drawnFrom = [];

        public override IVirglCommand? Apply(IVirglCommand command)
        {
            switch (command)
            {
                case DrawVbo:
                    drawnFrom.UnionWith(uploaded);
                    return command;
                case ResourceInlineWrite w:
                    return Takes(w.Region.Resource) ? command : null;
                case Transfer3D t:
                    return Takes(t.Region.Resource) ? command : null;
                case CopyTransfer3D t:
                    return Takes(t.Region.Resource) ? command : null;
                default:
                    return command;
            }
        }

        public override Transfer? ToHost(GuestResource resource, Transfer transfer) => Takes(resource.Id) ? transfer : null;

        private bool Takes(uint resource)
        {
            if (drawnFrom.Contains(resource))
            {
                return false;
            }

            uploaded.Add(resource);
            return true;
        }
    }
}
