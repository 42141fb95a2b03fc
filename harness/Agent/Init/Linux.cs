using System.Runtime.InteropServices;

namespace Harness.Agent.Init;

/// <summary>System calls of a first process that .NET does not offer. 64-bit Linux.</summary>
internal static unsafe partial class Linux
{
    public const ulong ReadOnly = 1;
    public const ulong NoSuid = 2;
    public const ulong Bind = 4096;

    private const int PowerOffCommand = 0x4321fedc;

    /// <summary>Mounts a file system (mount(2)).</summary>
    /// <exception cref="IOException">With the kernel's reason.</exception>
    public static void Mount(string source, string target, string type, ulong flags = 0, string? data = null)
    {
        Directory.CreateDirectory(target);
        if (MountCall(source, target, type, flags, data) != 0)
        {
            throw new IOException($"{source} could not be mounted at {target} as {type}: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    /// <summary>Lays a file or folder over another that exists.</summary>
    /// <exception cref="IOException">With the kernel's reason.</exception>
    public static void BindMount(string source, string target)
    {
        if (MountCall(source, target, "none", Bind, null) != 0)
        {
            throw new IOException($"{source} could not be bound to {target}: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    /// <summary>Loads a kernel module (finit_module(2)). One that is loaded already is well.</summary>
    /// <param name="file">The module, uncompressed.</param>
    /// <param name="parameters">Its parameters, with spaces between them.</param>
    /// <exception cref="IOException">With the kernel's reason; its log says more.</exception>
    public static void LoadModule(string file, string parameters)
    {
        const int Exists = 17;
        const long Number = 313;
        using var open = File.OpenHandle(file);
        if (SystemCall(Number, (int)open.DangerousGetHandle(), parameters, 0) != 0 && Marshal.GetLastPInvokeError() != Exists)
        {
            throw new IOException($"Module {Path.GetFileName(file)} could not be loaded: {Marshal.GetLastPInvokeErrorMessage()}. The console has the kernel's words.");
        }
    }

    /// <summary>Makes a folder the root of this thread alone (unshare(2) of CLONE_FS, chroot(2)). There is no way back: the thread must be the caller's own.</summary>
    /// <exception cref="IOException">With the kernel's reason.</exception>
    public static void ChangeRootOfThread(string root)
    {
        const int RootAndFolder = 0x200;
        if (Unshare(RootAndFolder) != 0 || ChangeRootCall(root) != 0 || ChangeFolder("/") != 0)
        {
            throw new IOException($"{root} could not be made the root: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    /// <summary>Writes everything out and switches the machine off.</summary>
    public static void PowerOff()
    {
        Sync();
        Reboot(PowerOffCommand);
    }

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MountCall(string source, string target, string type, ulong flags, string? data);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial long SystemCall(long number, long file, string parameters, long flags);

    [LibraryImport("libc", EntryPoint = "chroot", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeRootCall(string path);

    [LibraryImport("libc", EntryPoint = "chdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeFolder(string path);

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int what);

    [LibraryImport("libc", EntryPoint = "sync")]
    private static partial void Sync();

    [LibraryImport("libc", EntryPoint = "reboot", SetLastError = true)]
    private static partial int Reboot(int command);
}
