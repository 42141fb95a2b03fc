using Harness.Scenes;

namespace Harness.Catalogue.Geometry;

/// <summary>The roads that bytes take to the host, as scenes name them.</summary>
internal static class Roads
{
    public static IReadOnlyList<TransferRoad> All { get; } = Enum.GetValues<TransferRoad>();

    /// <summary>The last part of a scene's name.</summary>
    public static string Name(this TransferRoad road) => road switch
    {
        TransferRoad.Dma => "dma",
        TransferRoad.InlineWrite => "inline-write",
        TransferRoad.StreamTransfer => "stream-transfer",
        _ => "copy-transfer",
    };

    /// <summary>The command, for sentences.</summary>
    public static string Command(this TransferRoad road) => road switch
    {
        TransferRoad.Dma => "TRANSFER_TO_HOST_3D",
        TransferRoad.InlineWrite => "RESOURCE_INLINE_WRITE",
        TransferRoad.StreamTransfer => "TRANSFER3D",
        _ => "COPY_TRANSFER3D",
    };
}
