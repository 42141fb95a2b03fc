using System.Runtime.InteropServices;

namespace Harness.Drm.Requests;

/// <summary>Gives a handle back; the last one takes the buffer object along (drm_gem_close).</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct CloseHandleRequest : IDrmRequest
{
    public uint Handle;
    public uint Padding;

    public static uint Number => 0x4008_6409;

    public static string Name => "GEM_CLOSE";
}

/// <summary>Makes a descriptor of a buffer object that other open files can take in (drm_prime_handle).</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct ExportRequest : IDrmRequest
{
    /// <summary>Flags: readable, writable, closed on exec.</summary>
    public const uint ReadWrite = 2 | 0x80000;

    public uint Handle;
    public uint Flags;

    /// <summary>Answer.</summary>
    public int Descriptor;

    public static uint Number => 0xC00C_642D;

    public static string Name => "PRIME_HANDLE_TO_FD";
}

/// <summary>Takes a buffer object in by its descriptor; it is attached to this file's context with that (drm_prime_handle).</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct ImportRequest : IDrmRequest
{
    /// <summary>Answer.</summary>
    public uint Handle;
    public uint Flags;
    public int Descriptor;

    public static uint Number => 0xC00C_642E;

    public static string Name => "PRIME_FD_TO_HANDLE";
}
