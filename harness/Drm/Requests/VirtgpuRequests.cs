using System.Runtime.InteropServices;
using Harness.Virgl;

namespace Harness.Drm.Requests;

/// <summary>Asks where in the device file a buffer object is to be mapped (drm_virtgpu_map).</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct MapRequest : IDrmRequest
{
    /// <summary>Answer: the offset for mmap.</summary>
    public ulong Offset;
    public uint Handle;
    public uint Padding;

    public static uint Number => 0xC010_6441;

    public static string Name => "VIRTGPU_MAP";
}

/// <summary>Hands a command stream over (drm_virtgpu_execbuffer with sync objects, Linux 6.6; before, the kernel takes the first 40 bytes).</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct ExecuteRequest : IDrmRequest
{
    /// <summary>Flag: <see cref="Fence"/> is to be filled with a descriptor that becomes readable when all is done.</summary>
    public const uint FenceOut = 2;

    public uint Flags;

    /// <summary>Bytes of the stream.</summary>
    public uint Size;

    /// <summary>Address of the stream.</summary>
    public ulong Commands;

    /// <summary>Address of the handles of the buffer objects that the stream uses: they are busy until it is done.</summary>
    public ulong Handles;
    public uint HandleCount;
    public int Fence;
    public uint Ring;
    public uint SyncStride;
    public uint SyncsInCount;
    public uint SyncsOutCount;
    public ulong SyncsIn;
    public ulong SyncsOut;

    public static uint Number => 0xC040_6442;

    public static string Name => "VIRTGPU_EXECBUFFER";
}

/// <summary>Asks for a parameter of the driver (drm_virtgpu_getparam).</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct ParameterRequest : IDrmRequest
{
    /// <summary>Whether there is 3D.</summary>
    public const ulong Has3D = 1;

    /// <summary>A bit for each capability set id that the device offers.</summary>
    public const ulong CapsetIds = 7;

    public ulong Parameter;

    /// <summary>Address of the 32-bit answer.</summary>
    public ulong Value;

    public static uint Number => 0xC010_6443;

    public static string Name => "VIRTGPU_GETPARAM";
}

/// <summary>Makes a resource and the buffer object behind it (drm_virtgpu_resource_create).</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct CreateResourceRequest : IDrmRequest
{
    public uint Target;
    public uint Format;
    public uint Bind;
    public uint Width;
    public uint Height;
    public uint Depth;
    public uint ArraySize;
    public uint LastLevel;
    public uint Samples;
    public uint Flags;

    /// <summary>Answer: what ioctls call it.</summary>
    public uint Handle;

    /// <summary>Answer: what command streams call it.</summary>
    public uint Resource;

    /// <summary>Bytes of guest memory; 0 for a page.</summary>
    public uint Size;
    public uint Stride;

    public static uint Number => 0xC038_6444;

    public static string Name => "VIRTGPU_RESOURCE_CREATE";
}

/// <summary>What both transfers take (drm_virtgpu_3d_transfer_to_host and _from_host).</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct TransferFields
{
    public uint Handle;
    public Box Box;
    public uint Level;

    /// <summary>Byte offset of the box's first texel in the buffer object.</summary>
    public uint Offset;

    /// <summary>0: refused otherwise, except for blobs.</summary>
    public uint Stride;

    /// <inheritdoc cref="Stride"/>
    public uint LayerStride;
}

/// <summary>From guest memory into the resource.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct TransferToHostRequest : IDrmRequest
{
    public TransferFields Fields;

    public static uint Number => 0xC02C_6447;

    public static string Name => "VIRTGPU_TRANSFER_TO_HOST";
}

/// <summary>From the resource into guest memory.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct TransferFromHostRequest : IDrmRequest
{
    public TransferFields Fields;

    public static uint Number => 0xC02C_6446;

    public static string Name => "VIRTGPU_TRANSFER_FROM_HOST";
}

/// <summary>Waits until nothing uses a buffer object, 15 s at most (drm_virtgpu_3d_wait).</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct WaitRequest : IDrmRequest
{
    /// <summary>Flag: fail with EBUSY instead of waiting.</summary>
    public const uint NoWait = 1;

    public uint Handle;
    public uint Flags;

    public static uint Number => 0xC008_6448;

    public static string Name => "VIRTGPU_WAIT";
}

/// <summary>Reads a capability set (drm_virtgpu_get_caps).</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct CapsetRequest : IDrmRequest
{
    public uint Id;
    public uint Version;

    /// <summary>Where it is written to; the kernel writes no more than the set has and does not tell how much.</summary>
    public ulong Address;
    public uint Size;
    public uint Padding;

    public static uint Number => 0xC018_6449;

    public static string Name => "VIRTGPU_GET_CAPS";
}
