using Harness.Scenes;
using Harness.Scenes.Steps;

namespace Harness.Virgl.Player;

/// <summary>Blits and copies. The window is kept upside down (its row 0 is the top), so boxes that touch it are turned over.</summary>
internal sealed class Copies(SceneResources resources, int windowHeight)
{
    public void Blit(VirglEncoder encoder, Scenes.Steps.Blit step)
    {
        (BlitBox source, BlitBox destination) = Upright(Turned(step.Source, step.SourceBox), Turned(step.Destination, step.DestinationBox));
        var blit = new Commands.Blit(
            BlitMask.Color, (ImageFilter)step.Filter,
            End(step.Destination, destination), End(step.Source, source));
        if (step.Scissor is { } box)
        {
            int bottom = step.Destination.Texture is null ? windowHeight - (box.Y + box.Height) : box.Y;
            blit = blit with { ScissorEnable = true, Scissor = new ScissorRect((uint)box.X, (uint)bottom, (uint)(box.X + box.Width), (uint)(bottom + box.Height)) };
        }

        encoder.Blit(blit);
    }

    public void Copy(VirglEncoder encoder, CopyRegion step)
    {
        bool turned = step.Source.Texture is null;
        if (turned != step.Destination.Texture is null)
        {
            // Texels are copied unchanged, so between the window and a texture the rows must be turned over: that is a blit.
            Blit(encoder, new Scenes.Steps.Blit(
                step.Source, new BlitBox(step.SourceBox.X, step.SourceBox.Y, step.SourceBox.X + step.SourceBox.Width, step.SourceBox.Y + step.SourceBox.Height),
                step.Destination, new BlitBox(step.X, step.Y, step.X + step.SourceBox.Width, step.Y + step.SourceBox.Height)));
            return;
        }

        int sourceY = turned ? windowHeight - (step.SourceBox.Y + step.SourceBox.Height) : step.SourceBox.Y;
        int destinationY = turned ? windowHeight - (step.Y + step.SourceBox.Height) : step.Y;
        encoder.ResourceCopyRegion(new Commands.ResourceCopyRegion(
            Resource(step.Destination), (uint)step.Destination.Level, (uint)step.X, (uint)destinationY, (uint)step.Destination.Layer,
            Resource(step.Source), (uint)step.Source.Level,
            new Box((uint)step.SourceBox.X, (uint)sourceY, (uint)step.Source.Layer, (uint)step.SourceBox.Width, (uint)step.SourceBox.Height, 1)));
    }

    public void Copy(VirglEncoder encoder, CopyBuffer step) => encoder.ResourceCopyRegion(new Commands.ResourceCopyRegion(
        resources[step.Destination].Id, 0, (uint)step.DestinationOffset, 0, 0, resources[step.Source].Id, 0, new Box((uint)step.SourceOffset, 0, 0, (uint)step.Size, 1, 1)));

    /// <summary>Extents may be negative: the renderer takes them as mirrored, as 32-bit two's complement.</summary>
    private Commands.BlitEnd End(Surface surface, BlitBox box) => new(
        Resource(surface), (uint)surface.Level, surface.Texture is { } texture ? StateTranslation.Of(texture.Format) : VirglFormat.R8G8B8A8_UNORM,
        new Box((uint)box.X0, (uint)box.Y0, (uint)surface.Layer, (uint)(box.X1 - box.X0), (uint)(box.Y1 - box.Y0), 1));

    /// <summary>Mirrors belong to the destination: a source of positive extent, as drivers send it.</summary>
    private static (BlitBox Source, BlitBox Destination) Upright(BlitBox source, BlitBox destination)
    {
        if (source.X1 < source.X0)
        {
            source = source with { X0 = source.X1, X1 = source.X0 };
            destination = destination with { X0 = destination.X1, X1 = destination.X0 };
        }

        if (source.Y1 < source.Y0)
        {
            source = source with { Y0 = source.Y1, Y1 = source.Y0 };
            destination = destination with { Y0 = destination.Y1, Y1 = destination.Y0 };
        }

        return (source, destination);
    }

    private uint Resource(Surface surface) => surface.Texture is { } texture ? resources[texture].Id : resources.Window.Id;

    private BlitBox Turned(Surface surface, BlitBox box) => surface.Texture is null ? box with { Y0 = windowHeight - box.Y0, Y1 = windowHeight - box.Y1 } : box;
}
