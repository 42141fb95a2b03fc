using Harness.Drm.Requests;
using Harness.Virgl;

namespace Harness.Drm.Files;

/// <summary>Requests that must succeed.</summary>
internal static class DrmDoors
{
    /// <summary>Makes a request.</summary>
    /// <param name="about">What it is about, for the message.</param>
    /// <exception cref="DeviceException">The kernel refused it.</exception>
    public static void Do<T>(this IDrmDoor door, ref T request, string about) where T : unmanaged, IDrmRequest
    {
        if (door.Call(ref request) is var error && error != 0)
        {
            throw Refusal<T>(door, error, about);
        }
    }

    /// <summary>Makes a transfer; a message is made of it only where it is refused, since there are thousands in a second.</summary>
    /// <exception cref="DeviceException">The kernel refused it.</exception>
    public static void Do<T>(this IDrmDoor door, ref T request, GuestResource resource, in Transfer transfer) where T : unmanaged, IDrmRequest
    {
        if (door.Call(ref request) is var error && error != 0)
        {
            throw Refusal<T>(door, error, $"resource {resource.Id}, {transfer}");
        }
    }

    /// <summary>A parameter of the driver; null when the kernel does not know it.</summary>
    public static unsafe int? Parameter(this IDrmDoor door, ulong parameter)
    {
        int value = 0;
        var request = new ParameterRequest { Parameter = parameter, Value = (ulong)&value };
        return door.Call(ref request) == 0 ? value : null;
    }

    private static DeviceException Refusal<T>(IDrmDoor door, int error, string about) where T : unmanaged, IDrmRequest
        => new(DeviceFault.ErrorResponse, $"{T.Name} on {door.Path} failed with {Errno.Describe(error)}: {about}.");
}
