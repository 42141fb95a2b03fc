using Harness.Virgl.Commands;

namespace Harness.Virgl.Mutants;

/// <summary>Defects in blending, framebuffers, clears, blits and copies.</summary>
internal static class OutputMutants
{
    public static IEnumerable<Mutant> All() =>
    [
        Target("blend-ignored", "Blending is never switched on.", t => t with { Enable = false }),
        Target("blend-factors-swapped", "Source and destination factors are swapped.", t => !t.Enable ? t : t with
        {
            ColorSource = t.ColorDestination,
            ColorDestination = t.ColorSource,
            AlphaSource = t.AlphaDestination,
            AlphaDestination = t.AlphaSource,
        }),
        Target("blend-alpha-follows-colour", "Alpha is blended with the colour's factors and equation.", t => !t.Enable ? t : t with
        {
            AlphaSource = t.ColorSource,
            AlphaDestination = t.ColorDestination,
            AlphaFunction = t.ColorFunction,
        }),
        Target("blend-always-adds", "Blend equations other than ADD are ignored.", t => t with { ColorFunction = BlendFunction.Add, AlphaFunction = BlendFunction.Add }),
        Target("blend-subtract-reversed", "SUBTRACT and REVERSE_SUBTRACT are swapped.", t => t with { ColorFunction = Reversed(t.ColorFunction), AlphaFunction = Reversed(t.AlphaFunction) }),
        Target("colour-mask-ignored", "All channels are written.", t => t with { ColorMask = ColorMask.All }),
        Target("colour-mask-red-blue-swapped", "The masks of red and blue are swapped.", t => t with { ColorMask = Swapped(t.ColorMask) }),
        Blend("independent-blend-ignored", "All attachments blend like the first.", b => b with { IndependentBlend = false }),
        Blend("logic-operation-ignored", "Logic operations have no effect.", b => b with { LogicOpEnable = false }),
        Blend("alpha-to-one-ignored", "Alpha to one has no effect.", b => b with { AlphaToOne = false }),
        new("blend-colour-stale", "Blend colours after the first are not sent.", () => new StaleMutation<SetBlendColor>(c => c is SetFramebufferState, _ => 0)),
        new("surface-level-ignored", "Rendering to a mip level goes to level 0.", () => new CommandMutation<CreateSurface>(s => s with { Surface = s.Surface with { Level = 0 } })),
        new("surface-layer-ignored", "Rendering to a layer, face or slice goes to the first.", () => new CommandMutation<CreateSurface>(s => s with { Surface = s.Surface with { FirstLayer = 0, LastLayer = 0 } })),
        new("attachments-reversed", "Colour attachments are bound in reverse order.", () => new CommandMutation<SetFramebufferState>(s => s with { Colors = s.Colors.Span.ToArray().Reverse().ToArray() })),
        new("depth-attachment-lost", "The depth-stencil buffer is never bound.", () => new CommandMutation<SetFramebufferState>(s => s with { DepthStencil = 0 })),
        new("framebuffer-stale", "Going back to a framebuffer is not sent.", () => new StaleMutation<SetFramebufferState>(c => c is CreateSurface, _ => 0)),
        new("clear-channels-swapped", "Clears swap red and blue.", () => new CommandMutation<Clear>(c => c with { Color = c.Color with { Red = c.Color.Blue, Blue = c.Color.Red } })),
        new("clear-depth-one", "Depth is always cleared to 1.", () => new CommandMutation<Clear>(c => c with { Depth = 1 })),
        new("clear-stencil-zero", "Stencil is always cleared to 0.", () => new CommandMutation<Clear>(c => c with { Stencil = 0 })),
        new("clear-first-attachment-only", "Clears reach the first colour attachment only.", () => new CommandMutation<Clear>(c => c with { Buffers = c.Buffers & (ClearBuffers.Depth | ClearBuffers.Stencil | ClearBuffers.Color0) })),
        new("blit-filter-swapped", "Blits filter where they should not, and the other way round.", () => new CommandMutation<Blit>(b => b with { Filter = b.Filter == ImageFilter.Linear ? ImageFilter.Nearest : ImageFilter.Linear })),
        new("blit-scissor-ignored", "Blits are not scissored.", () => new CommandMutation<Blit>(b => b with { ScissorEnable = false })),
        new("blit-mirror-lost", "Mirrored blits are not mirrored.", () => new CommandMutation<Blit>(b => b with { Destination = b.Destination with { Box = Upright(b.Destination.Box) } })),
        new("blit-level-ignored", "Blits read level 0.", () => new CommandMutation<Blit>(b => b with { Source = b.Source with { Level = 0 } })),
        new("blit-shifted", "Blits write one pixel to the right.", () => new CommandMutation<Blit>(b => b with { Destination = b.Destination with { Box = b.Destination.Box with { X = b.Destination.Box.X + 1 } } })),
        new("copy-destination-ignored", "Copies go to the destination's origin.", () => new CommandMutation<ResourceCopyRegion>(c => c with { X = 0, Y = 0 })),
        new("copy-source-layer-ignored", "Copies read the first layer.", () => new CommandMutation<ResourceCopyRegion>(c => c with { SourceBox = c.SourceBox with { Z = 0 } })),
    ];

    private static Mutant Target(string name, string defect, Func<BlendTarget, BlendTarget> change) => Blend(name, defect, b => b with
    {
        Target0 = change(b.Target0),
        Target1 = change(b.Target1),
        Target2 = change(b.Target2),
        Target3 = change(b.Target3),
        Target4 = change(b.Target4),
        Target5 = change(b.Target5),
        Target6 = change(b.Target6),
        Target7 = change(b.Target7),
    });

    private static Mutant Blend(string name, string defect, Func<BlendState, BlendState> change) =>
        new(name, defect, () => new CommandMutation<CreateBlend>(c => c with { State = change(c.State) }));

    private static BlendFunction Reversed(BlendFunction function) => function switch
    {
        BlendFunction.Subtract => BlendFunction.ReverseSubtract,
        BlendFunction.ReverseSubtract => BlendFunction.Subtract,
        _ => function,
    };

    private static ColorMask Swapped(ColorMask mask) =>
        (mask & (ColorMask.Green | ColorMask.Alpha)) | (mask.HasFlag(ColorMask.Red) ? ColorMask.Blue : 0) | (mask.HasFlag(ColorMask.Blue) ? ColorMask.Red : 0);

    /// <summary>The same area with positive extents.</summary>
    private static Box Upright(Box box)
    {
        (int width, int height) = ((int)box.Width, (int)box.Height);
        return box with
        {
            X = width < 0 ? (uint)((int)box.X + width) : box.X,
            Y = height < 0 ? (uint)((int)box.Y + height) : box.Y,
            Width = (uint)Math.Abs(width),
            Height = (uint)Math.Abs(height),
        };
    }
}
