using CliWrap;
using CliWrap.Buffered;

namespace Harness.Tests.Guests.Images;

/// <summary>Looks into disk images without mounting them, by debugfs.</summary>
internal static class Disk
{
    /// <summary>The content of a file in the image.</summary>
    public static string Read(string image, string path) => Says(image, $"cat {path}");

    /// <summary>What debugfs answers.</summary>
    public static string Says(string image, string request)
    {
        var command = CliWrap.Cli.Wrap("/sbin/debugfs").WithArguments(["-R", request, image]).WithValidation(CommandResultValidation.None);
        return command.ExecuteBufferedAsync().GetAwaiter().GetResult().StandardOutput;
    }
}
