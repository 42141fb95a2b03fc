using System.Runtime.InteropServices;
using Harness.Qemu.State;
using Microsoft.Win32.SafeHandles;

namespace Harness.Guests.Host;

/// <summary>
/// An exclusive lock between processes (flock(2)). The kernel lets go of it when its holder ends, however it ends. The file stays, empty.
/// </summary>
public sealed partial class FileLock : IDisposable
{
    private const int CreateForWriting = 0x80042; // O_RDWR | O_CREAT | O_CLOEXEC
    private const int Mode = 0x1b6;
    private const int Exclusive = 2;
    private const int WithoutWaiting = 4;
    private const int Interrupted = 4;
    private const int WouldBlock = 11;

    private readonly SafeFileHandle _file;

    private FileLock(SafeFileHandle file) => _file = file;

    /// <summary>Takes the lock, waiting for its holder as long as need be.</summary>
    /// <param name="path">The file; made when it does not exist, with its folder.</param>
    /// <param name="waiting">Called once when somebody else holds the lock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public static FileLock Take(string path, Action? waiting, CancellationToken cancellation)
    {
        var file = Open(path);
        try
        {
            if (!Lock(file, Exclusive | WithoutWaiting))
            {
                waiting?.Invoke();
                WaitFor(file, cancellation);
            }

            return new FileLock(file);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => _file.Dispose();

    // Past .NET, which takes a lock of its own on every file that it opens, and fails when another process has one.
    private static SafeFileHandle Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var file = Open(path, CreateForWriting, Mode);
        return file >= 0
            ? new SafeFileHandle(file, ownsHandle: true)
            : throw new IOException($"The lock {path} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}. Set {UserCache.Variable} to a folder that can be written to.");
    }

    /// <summary>A blocked flock cannot be called off, so it blocks a thread of its own, which lets go of a lock that nobody wants any more.</summary>
    private static void WaitFor(SafeFileHandle file, CancellationToken cancellation)
    {
        var locked = Task.Factory.StartNew(() => Lock(file, Exclusive), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            locked.Wait(cancellation);
        }
        catch (OperationCanceledException)
        {
            locked.ContinueWith(_ => file.Dispose(), TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>False when somebody else holds the lock and it is not to be waited for.</summary>
    private static bool Lock(SafeFileHandle file, int operation)
    {
        while (Flock(file, operation) != 0)
        {
            switch (Marshal.GetLastPInvokeError())
            {
                case Interrupted:
                    break;
                case WouldBlock:
                    return false;
                case var error:
                    throw new IOException($"A file in the cache cannot be locked: {Marshal.GetPInvokeErrorMessage(error)}. "
                        + $"Set {UserCache.Variable} to a folder on a local disk.");
            }
        }

        return true;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Flock(SafeFileHandle file, int operation);
}
