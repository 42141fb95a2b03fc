namespace Harness.Guests.Drivers;

/// <summary>Which part of the guest a driver package replaces.</summary>
[Flags]
public enum DriverKind
{
    /// <summary>GL, EGL, GBM: what runs in the player's process.</summary>
    UserSpace = 1,

    /// <summary>The kernel, or single modules of it.</summary>
    Kernel = 2,

    /// <summary>Both.</summary>
    Both = UserSpace | Kernel,
}
