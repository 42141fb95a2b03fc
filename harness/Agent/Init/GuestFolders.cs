namespace Harness.Agent.Init;

/// <summary>Where things are in the guest: the first process stays in the initramfs, players see <see cref="Root"/> as their root.</summary>
internal static class GuestFolders
{
    /// <summary>The image's system with a writable layer over it.</summary>
    public const string Root = "/newroot";

    /// <summary>This program, as players see it.</summary>
    public const string AgentInRoot = "/run/harness-agent";

    /// <summary>The driver package's disk, as players see it.</summary>
    public const string DriverInRoot = "/driver";

    /// <summary>What core dumps told, by process.</summary>
    public const string CoreReports = "/cores";
}
