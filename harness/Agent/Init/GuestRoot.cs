namespace Harness.Agent.Init;

/// <summary>The players' root: the image's disk, read-only, with memory over it that takes what is written; and the driver package's disk where there is one.</summary>
internal static class GuestRoot
{
    /// <summary>Makes the players' root.</summary>
    /// <exception cref="IOException">A file system could not be mounted; the message names it.</exception>
    public static void Lay()
    {
        const string Disk = "/dev/vda";
        const string DriverDisk = "/dev/vdb";
        Linux.Mount(Disk, "/lower", "ext4", Linux.ReadOnly, "noload");
        Linux.Mount("tmpfs", "/upper", "tmpfs", 0, "mode=755");
        Directory.CreateDirectory("/upper/files");
        Directory.CreateDirectory("/upper/work");
        Linux.Mount("overlay", GuestFolders.Root, "overlay", 0, "lowerdir=/lower,upperdir=/upper/files,workdir=/upper/work");
        foreach (var folder in (string[])["proc", "sys", "dev"])
        {
            Directory.CreateDirectory($"{GuestFolders.Root}/{folder}");
            Linux.BindMount($"/{folder}", $"{GuestFolders.Root}/{folder}");
        }

        Linux.Mount("tmpfs", $"{GuestFolders.Root}/tmp", "tmpfs");
        Linux.Mount("tmpfs", $"{GuestFolders.Root}/run", "tmpfs", 0, "mode=755");
        File.WriteAllBytes(GuestFolders.Root + GuestFolders.AgentInRoot, []);
        Linux.BindMount("/init", GuestFolders.Root + GuestFolders.AgentInRoot);
        if (File.Exists(DriverDisk))
        {
            Linux.Mount(DriverDisk, GuestFolders.Root + GuestFolders.DriverInRoot, "ext4", Linux.ReadOnly, "noload");
        }
    }
}
