using Harness.Processes;

namespace Harness.Qemu.Launch;

/// <summary>Reads from QEMU's own words why it did not start.</summary>
internal static class StartFailure
{
    private static readonly (string Words, string Cause, string Remedy)[] Known =
    [
        ("is not a valid device model name", "This QEMU lacks the device.",
            "Use a QEMU built with virglrenderer (Debian: qemu-system-x86, with qemu-system-modules-opengl where it exists)."),
        ("invalid accelerator", "This QEMU lacks the accelerator.", "Use tcg."),
        ("failed to initialize kvm", "KVM is not usable.", "Use tcg."),
        ("Could not access KVM", "KVM is not usable.", "Use tcg, or give this user access to /dev/kvm."),
        ("does not accept value 'sdl'", "This QEMU has no SDL display.", "Install qemu-system-gui."),
        ("Display 'sdl' is not available", "This QEMU has no SDL display.", "Install qemu-system-gui."),
        ("OpenGL support was not enabled", "This QEMU was built without OpenGL.", "Use one with OpenGL (Debian: qemu-system-gui)."),
        ("opengl is not available", "The display has no OpenGL.", "Use a display with OpenGL, as sdl,gl=on."),
        ("does not have OpenGL support enabled", "The display has no OpenGL.", "Use a display with OpenGL, as sdl,gl=on."),
        ("no drm render node available", "There is no DRM render node.", "Use the Xvfb or the offscreen display."),
        ("Could not initialize SDL", "SDL found no video driver.", "Is the X server running, and libegl1/libgl1-mesa-dri installed?"),
        ("Couldn't open libEGL.so.1", "EGL is missing.", "Install libegl1."),
        ("os_mem_prealloc", "There is not enough memory for the guest's RAM.", "Free memory, or give the guest less."),
        ("Cannot allocate memory", "There is not enough memory.", "Free memory, or give the guest less."),
        ("Property '", "This QEMU does not know a property of the device.", "Compare the properties with the QEMU version."),
        ("invalid option", "This QEMU does not know an option.", "Compare the extra arguments with the QEMU version."),
    ];

    /// <summary>Whether the cause is known by what QEMU printed: the environment's fault, not a defect.</summary>
    public static bool Knows(string errors) => Known.Any(known => errors.Contains(known.Words, StringComparison.Ordinal));

    public static QemuUnavailableException Explain(string binary, ProcessExit? exit, string errors, TimeSpan allowed, Exception? inner)
    {
        foreach (var (words, cause, remedy) in Known)
        {
            if (errors.Contains(words, StringComparison.Ordinal))
            {
                return new QemuUnavailableException($"{binary} did not start. {cause} It printed: {errors}", remedy, inner);
            }
        }

        var printed = errors.Length > 0 ? $"It printed: {errors}" : "It printed nothing.";
        return exit is { } end
            ? new QemuUnavailableException($"{binary} {end} before it was ready. {printed}", "Run the command line by hand.", inner)
            : new QemuUnavailableException($"{binary} was not ready within {allowed.TotalSeconds:0.###} s. {printed}", "Is the machine overloaded?", inner);
    }
}
