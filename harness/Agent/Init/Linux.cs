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

    /// <summary>Loads a kernel module (init_module(2)). One that is loaded already is well.</summary>
    /// <exception cref="IOException">With the kernel's reason; its log says more.</exception>
    public static void LoadModule(ReadOnlySpan<byte> image, string name)
    {
        const int Exists = 17;
        fixed (byte* bytes = image)
        {
            if (InitModule(bytes, (nuint)image.Length, string.Empty) != 0 && Marshal.GetLastPInvokeError() != Exists)
            {
                throw new IOException($"Module {name} could not be loaded: {Marshal.GetLastPInvokeErrorMessage()}. The console has the kernel's words.");
            }
        }
    }

    /// <summary>Makes a folder the root of this process.</summary>
    /// <exception cref="IOException">With the kernel's reason.</exception>
    public static void ChangeRoot(string root)
    {
        if (ChangeRootCall(root) != 0 || ChangeFolder("/") != 0)
        {
            throw new IOException($"{root} could not be made the root: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    /// <summary>Turns this process into another program; returns only when that fails.</summary>
    /// <param name="command">The program's path, and its arguments.</param>
    /// <param name="environment">Its environment, <c>NAME=VALUE</c> each.</param>
    public static string Execute(IReadOnlyList<string> command, IReadOnlyList<string> environment)
    {
        var arguments = stackalloc byte*[command.Count + 1];
        var variables = stackalloc byte*[environment.Count + 1];
        Fill(arguments, command);
        Fill(variables, environment);
        ExecuteCall(command[0], arguments, variables);
        return Marshal.GetLastPInvokeErrorMessage();
    }

    private static void Fill(byte** texts, IReadOnlyList<string> from)
    {
        for (var i = 0; i < from.Count; i++)
        {
            texts[i] = (byte*)Marshal.StringToCoTaskMemUTF8(from[i]);
        }

        texts[from.Count] = null;
    }

    /// <summary>Writes everything out and switches the machine off.</summary>
    public static void PowerOff()
    {
        Sync();
        Reboot(PowerOffCommand);
    }

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MountCall(string source, string target, string type, ulong flags, string? data);

    [LibraryImport("libc", EntryPoint = "init_module", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int InitModule(void* image, nuint length, string parameters);

    [LibraryImport("libc", EntryPoint = "chroot", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeRootCall(string path);

    [LibraryImport("libc", EntryPoint = "chdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeFolder(string path);

    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ExecuteCall(string path, byte** arguments, byte** environment);

    [LibraryImport("libc", EntryPoint = "sync")]
    private static partial void Sync();

    [LibraryImport("libc", EntryPoint = "reboot", SetLastError = true)]
    private static partial int Reboot(int command);
}
