using Harness.Qemu.State;

namespace Harness.Guests.Host;

/// <summary>Where the harness keeps what is expensive to make and can be made again: guest images, package lists, downloaded packages.</summary>
/// <param name="Folder">Full path.</param>
public sealed record HarnessCache(string Folder)
{
    /// <summary>The user's.</summary>
    public static HarnessCache OfUser => new(UserCache.Folder);

    /// <summary>Built guest images, a folder for each.</summary>
    public string Images => Path.Combine(Folder, "images");

    /// <summary>
    /// Work in progress of one kind, a state folder for each. Images have a place each, used by who holds the lock of that name: a process in
    /// another container cannot see that this one lives, and would reap its work.
    /// </summary>
    public string Building(string name) => Path.Combine(Folder, "building", name);

    /// <summary>Package lists and downloaded packages, a folder for each set of suites.</summary>
    public string Debian => Path.Combine(Folder, "debian");

    /// <summary>The file that is locked by who makes or removes what has this name.</summary>
    public string LockFile(string name) => Path.Combine(Folder, "locks", name + ".lock");
}
