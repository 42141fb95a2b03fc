namespace Harness.Drm.Requests;

/// <summary>
/// The argument of one ioctl of a DRM device, laid out as the kernel has it. A kernel that knows a shorter or longer form of it reads what it knows and takes
/// the rest for zeros.
/// </summary>
public interface IDrmRequest
{
    /// <summary>The ioctl's number: direction, size of the argument, <c>d</c>, and which.</summary>
    static abstract uint Number { get; }

    /// <summary>The ioctl's name as the kernel's headers have it, without prefix; for messages.</summary>
    static abstract string Name { get; }
}
