using Harness.Drm.Requests;

namespace Harness.Drm.Mutants;

/// <summary>Defects in the transfers between guest memory and host.</summary>
internal static class TransferMutants
{
    public static IEnumerable<DrmMutant> All() =>
    [
        ToHost("drm-to-host-box-shifted", "Transfers to the host land one texel further right where there is room, else further left.", (f, made) =>
            f.Box.X + f.Box.Width < WidthOf(made, f) ? f with { Box = f.Box with { X = f.Box.X + 1 } }
            : f.Box.X > 0 ? f with { Box = f.Box with { X = f.Box.X - 1 } }
            : f),
        ToHost("drm-to-host-offset-ignored", "Transfers to the host begin at the first byte of the buffer object.", (f, _) => f with { Offset = 0 }),
        ToHost("drm-to-host-level-ignored", "Transfers to the host go to level 0.", (f, _) => f with { Level = 0 }),
        ToHost("drm-to-host-layer-ignored", "Transfers to the host go to the first layer.", (f, _) => f with { Box = f.Box with { Z = 0 } }),
        ToHost("drm-to-host-row-lost", "Transfers to the host lack their last row.", (f, _) => f.Box.Height > 1 ? f with { Box = f.Box with { Height = f.Box.Height - 1 } } : f),
        ToHost("drm-to-host-extent-swapped", "Width and height of transfers to the host change places where both fit.", (f, made) =>
            f.Box.X + f.Box.Height <= WidthOf(made, f) && f.Box.Y + f.Box.Width <= HeightOf(made, f) ? f with { Box = f.Box with { Width = f.Box.Height, Height = f.Box.Width } } : f),
        new("drm-to-host-once", "A second transfer of a buffer object to the host is taken for done.", () => new TransfersOnce()),
        new("drm-to-host-behind-stream", "Transfers to the host are overtaken by the stream behind them.", () => new TransfersOvertaken()),
        new("drm-from-host-lost", "Nothing is read back from the host.", () => new FromHostMutation((_, _) => null)),
        new("drm-from-host-row-lost", "Transfers from the host lack their last row.", () => new FromHostMutation((f, _) =>
            f.Box.Height > 1 ? f with { Box = f.Box with { Height = f.Box.Height - 1 } } : f)),
        new("drm-from-host-offset-ignored", "Transfers from the host begin at the first byte of the buffer object.", () => new FromHostMutation((f, _) => f with { Offset = 0 })),
        new("drm-from-host-box-ignored", "Transfers from the host begin at the level's first texel.", () => new FromHostMutation((f, _) => f with { Box = f.Box with { X = 0, Y = 0 } })),
    ];

    private static DrmMutant ToHost(string name, string defect, Func<TransferFields, CreateResourceRequest?, TransferFields?> change) =>
        new(name, defect, () => new ToHostMutation(change));

    private static uint WidthOf(CreateResourceRequest? made, in TransferFields f) => made is { } m ? Math.Max(1, m.Width >> (int)f.Level) : 0;

    private static uint HeightOf(CreateResourceRequest? made, in TransferFields f) => made is { } m ? Math.Max(1, m.Height >> (int)f.Level) : 0;

    private sealed class ToHostMutation(Func<TransferFields, CreateResourceRequest?, TransferFields?> change) : DrmMutation
    {
        internal override int ToHost(MutantDoor door, ref TransferToHostRequest request)
        {
            TransferFields? changed = change(request.Fields, door.Made(request.Fields.Handle));
            Changed |= changed != request.Fields;
            if (changed is not { } fields)
            {
                return 0;
            }

            var sent = new TransferToHostRequest { Fields = fields };
            return door.Kernel.Call(ref sent);
        }
    }

    private sealed class FromHostMutation(Func<TransferFields, CreateResourceRequest?, TransferFields?> change) : DrmMutation
    {
        internal override int FromHost(MutantDoor door, ref TransferFromHostRequest request)
        {
            TransferFields? changed = change(request.Fields, door.Made(request.Fields.Handle));
            Changed |= changed != request.Fields;
            if (changed is not { } fields)
            {
                return 0;
            }

            var sent = new TransferFromHostRequest { Fields = fields };
            return door.Kernel.Call(ref sent);
        }
    }

    private sealed class TransfersOnce : DrmMutation
    {
        private readonly HashSet<uint> sent = [];

        internal override int ToHost(MutantDoor door, ref TransferToHostRequest request)
        {
            // Handles are used again, resources are not.
            if (door.Made(request.Fields.Handle) is { } made && !sent.Add(made.Resource))
            {
                Changed = true;
                return 0;
            }

            return door.Kernel.Call(ref request);
        }
    }

    private sealed class TransfersOvertaken : DrmMutation
    {
        private readonly List<TransferToHostRequest> held = [];

        internal override int ToHost(MutantDoor door, ref TransferToHostRequest request)
        {
            held.Add(request);
            return 0;
        }

        internal override int Execute(MutantDoor door, ref ExecuteRequest request)
        {
            int error = door.Kernel.Call(ref request);
            foreach (TransferToHostRequest late in held)
            {
                TransferToHostRequest sent = late;
                door.Kernel.Call(ref sent);
                Changed = true;
            }

            held.Clear();
            return error;
        }
    }
}
