using System.Runtime.InteropServices;

namespace Harness.Gl.Presenting;

/// <summary>The functions of libgbm.so.1 that a window on a DRM device needs (gbm.h).</summary>
internal static partial class GbmLibrary
{
    /// <summary>GBM_FORMAT_XRGB8888, the only one that virtio-gpu's primary plane has.</summary>
    public const uint Xrgb8888 = 0x34325258;

    /// <summary>GBM_BO_USE_SCANOUT and GBM_BO_USE_RENDERING.</summary>
    public const uint ScanoutAndRendering = 1 | 4;

    private const string Library = "libgbm.so.1";

    [LibraryImport(Library, EntryPoint = "gbm_create_device")]
    public static partial nint CreateDevice(int descriptor);

    [LibraryImport(Library, EntryPoint = "gbm_device_destroy")]
    public static partial void DestroyDevice(nint device);

    [LibraryImport(Library, EntryPoint = "gbm_surface_create")]
    public static partial nint CreateSurface(nint device, uint width, uint height, uint format, uint use);

    [LibraryImport(Library, EntryPoint = "gbm_surface_destroy")]
    public static partial void DestroySurface(nint surface);

    [LibraryImport(Library, EntryPoint = "gbm_surface_lock_front_buffer")]
    public static partial nint LockFrontBuffer(nint surface);

    [LibraryImport(Library, EntryPoint = "gbm_surface_release_buffer")]
    public static partial void ReleaseBuffer(nint surface, nint buffer);

    /// <summary>The GEM handle, on the descriptor that the device was made of.</summary>
    [LibraryImport(Library, EntryPoint = "gbm_bo_get_handle")]
    public static partial ulong HandleOf(nint buffer);

    [LibraryImport(Library, EntryPoint = "gbm_bo_get_stride")]
    public static partial uint StrideOf(nint buffer);
}
