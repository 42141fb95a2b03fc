using CliWrap;
using NUnit.Framework;

namespace Harness.Tests.Guests.Images;

/// <summary>A file system in memory with little room, which only root can mount.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    /// <summary>Mounts one, or ends the test: as skipped here, as failed in continuous integration.</summary>
    public static SmallDisk Mount(string folder, int megabytes)
    {
        Directory.CreateDirectory(folder);
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder) == 0)
        {
            return new SmallDisk(folder);
        }

        const string Reason = "A file system of that size cannot be mounted here: it takes root.";
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
        {
            Assert.Fail(Reason);
        }

        Assert.Ignore(Reason);
        throw new InvalidOperationException(Reason);
    }

    public void Dispose() => Run("umount", _folder);

    private static int Run(string program, params string[] arguments)
        => CliWrap.Cli.Wrap(program).WithArguments(arguments).WithValidation(CommandResultValidation.None).ExecuteAsync().GetAwaiter().GetResult().ExitCode;
}
