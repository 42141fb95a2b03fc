using System.Globalization;
using Harness.Guests.Host;

namespace Harness.Guests.Images;

/// <summary>Makes disk images that guests mount read-only.</summary>
public static class Ext4Disk
{
    private const long BlockSize = 4096;
    private const long InodeSize = 256;
    private const long Margin = 4L << 20;
    private const long SpareInodes = 256;

    // Stated in full, since the defaults of mke2fs change from release to release. Neither journal nor checksums nor room to grow: nobody
    // writes to the disk, and it is verified as a whole.
    private const string Features = "none,ext_attr,dir_index,filetype,extent,flex_bg,sparse_super,large_file,huge_file,dir_nlink,extra_isize";

    /// <summary>Makes an ext4 file system that holds a folder, owned by root at its top, as large as it has to be.</summary>
    /// <param name="folder">What is to be in it.</param>
    /// <param name="output">The image file to make.</param>
    /// <param name="label">The volume's label, of which 16 bytes are kept.</param>
    /// <param name="tools">Runs mke2fs and du.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static void Make(string folder, string output, string label, HostTools tools, CancellationToken cancellation)
    {
        // du counts files with several names once, as the disk will.
        var blocks = First(tools.Ask("measure the disk's content", "du", ["--summarize", "--block-size=4096", folder], cancellation));
        var inodes = First(tools.Ask("count the disk's files", "du", ["--summarize", "--inodes", folder], cancellation)) + SpareInodes;
        var size = blocks * BlockSize + blocks * BlockSize / 50 + inodes * InodeSize + Margin;
        tools.Run(
            "make the disk image", "mke2fs",
            [
                "-q", "-t", "ext4", "-b", $"{BlockSize}", "-I", $"{InodeSize}", "-N", $"{inodes}", "-m", "0", "-O", Features,
                "-L", label[..int.Min(label.Length, 16)], "-E", "root_owner=0:0,nodiscard", "-d", folder, output, $"{size / 1024}k",
            ],
            cancellation);
    }

    private static long First(string answer) => long.Parse(answer.Split('\t')[0], CultureInfo.InvariantCulture);
}
