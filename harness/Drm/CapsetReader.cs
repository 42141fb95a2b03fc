using Harness.Drm.Files;
using Harness.Drm.Requests;
using Harness.Virgl;

namespace Harness.Drm;

/// <summary>Reads the newest VirGL capability set that the kernel hands out.</summary>
internal static class CapsetReader
{
    private const int MostBytes = 4096;
    private const uint Virgl = 1;
    private const uint Virgl2 = 2;

    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static Capset Read(IDrmDoor door)
    {
        if (door.Parameter(ParameterRequest.Has3D) is not 1)
        {
            throw new InvalidOperationException($"{door.Path} has no 3D: the device offers no VirGL, or it is no virtio GPU.");
        }

        // Kernels before 5.16 do not know the question, and offer both.
        int ids = door.Parameter(ParameterRequest.CapsetIds) ?? (1 << (int)Virgl) | (1 << (int)Virgl2);
        foreach ((uint id, uint version) in ((uint, uint)[])[(Virgl2, 2), (Virgl2, 1), (Virgl, 1)])
        {
            if ((ids & (1 << (int)id)) != 0 && TryRead(door, id, version) is { } bytes)
            {
                return new Capset(id, version, bytes);
            }
        }

        throw new InvalidOperationException($"{door.Path} hands out no VirGL capability set.");
    }

    private static byte[]? TryRead(IDrmDoor door, uint id, uint version)
    {
        byte[] zeros = new byte[MostBytes];
        byte[] ones = new byte[MostBytes];
        Array.Fill(ones, byte.MaxValue);
        if (!Into(door, id, version, zeros) || !Into(door, id, version, ones))
        {
            return null;
        }

        // The kernel does not say how long the set is: what it wrote is where both buffers agree.
        int length = zeros.AsSpan().CommonPrefixLength(ones);
        return length > 0 ? zeros[..length] : null;
    }

    private static unsafe bool Into(IDrmDoor door, uint id, uint version, byte[] buffer)
    {
        fixed (byte* start = buffer)
        {
            var request = new CapsetRequest { Id = id, Version = version, Address = (ulong)start, Size = (uint)buffer.Length };
            return door.Call(ref request) == 0;
        }
    }
}
