using System.Buffers;
using System.Text;

namespace Harness.Guests.Boot;

/// <summary>
/// Writes archives in the format "newc" of cpio, which Linux unpacks as its first file system (Documentation/driver-api/early-userspace/
/// buffer-format.rst). What is written depends on the input only: owners and times are zero, inodes are counted.
/// </summary>
/// <param name="output">Written from its current position on.</param>
public sealed class CpioWriter(Stream output)
{
    private const int HeaderSize = 110;
    private const int Alignment = 4;
    private const int BlockSize = 512;
    private const int ChunkSize = 1 << 20;
    private const string Trailer = "TRAILER!!!";

    private const uint FolderType = 0x4000;
    private const uint CharacterType = 0x2000;
    private const uint FileType = 0x8000;
    private const uint LinkType = 0xa000;
    private const uint FolderMode = 0x1ed;
    private const uint LinkMode = 0x1ff;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private uint _inode;
    private long _written;

    /// <summary>Adds a folder and those above it, unless they are there.</summary>
    /// <param name="name">Path in the archive, with or without a slash before it.</param>
    public void AddFolder(string name)
    {
        name = name.Trim('/');
        if (name.Length == 0 || _names.Contains(name))
        {
            return;
        }

        AddParent(name);
        Begin(name, FolderType | FolderMode, 0);
    }

    /// <summary>Adds a file from memory, and the folders above it.</summary>
    /// <param name="name">Path in the archive.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="executable">Whether it is a program.</param>
    public void AddFile(string name, ReadOnlySpan<byte> content, bool executable = false)
    {
        AddParent(name);
        Begin(name, FileType | ModeOf(executable), content.Length);
        Write(content);
        Pad(Alignment);
    }

    /// <summary>Adds a file from the disk, and the folders above it.</summary>
    /// <param name="name">Path in the archive.</param>
    /// <param name="path">The file.</param>
    /// <param name="executable">Whether it is a program.</param>
    /// <exception cref="IOException">It cannot be read, or changes its size meanwhile.</exception>
    public void AddFile(string name, string path, bool executable = false)
    {
        AddParent(name);
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        Begin(name, FileType | ModeOf(executable), length);
        var buffer = ArrayPool<byte>.Shared.Rent((int)long.Min(ChunkSize, length + 1));
        try
        {
            var position = 0L;
            for (int count; (count = RandomAccess.Read(file, buffer, position)) > 0; position += count)
            {
                Write(buffer.AsSpan(0, count));
            }

            if (position != length)
            {
                throw new IOException($"{path} has changed from {length} to {position} bytes while it was read.");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        Pad(Alignment);
    }

    /// <summary>Adds a symbolic link, and the folders above it.</summary>
    public void AddLink(string name, string target)
    {
        AddParent(name);
        var bytes = Encoding.UTF8.GetBytes(target);
        Begin(name, LinkType | LinkMode, bytes.Length);
        Write(bytes);
        Pad(Alignment);
    }

    /// <summary>Adds a character device that only root may use, and the folders above it.</summary>
    public void AddCharacterDevice(string name, uint major, uint minor)
    {
        AddParent(name);
        Begin(name, CharacterType | ModeOf(false) & 0x180, 0, major, minor);
    }

    /// <summary>Ends the archive.</summary>
    public void End()
    {
        WriteHeader(Trailer, 0, 0, 0, 0, 0);
        Pad(BlockSize);
    }

    private static uint ModeOf(bool executable) => executable ? 0x1edu : 0x1a4u;

    private void AddParent(string name)
    {
        var end = name.TrimStart('/').LastIndexOf('/');
        if (end > 0)
        {
            AddFolder(name.TrimStart('/')[..end]);
        }
    }

    private void Begin(string name, uint mode, long size, uint major = 0, uint minor = 0)
    {
        name = name.Trim('/');
        if (!_names.Add(name))
        {
            throw new ArgumentException($"{name} is in the archive already.", nameof(name));
        }

        if (size > uint.MaxValue)
        {
            throw new ArgumentException($"{name} is too large for this format: {size} bytes.", nameof(name));
        }

        WriteHeader(name, ++_inode, mode, (uint)size, major, minor);
    }

    private void WriteHeader(string name, uint inode, uint mode, uint size, uint major, uint minor)
    {
        var bytes = Encoding.UTF8.GetBytes(name + "\0");
        var links = (mode & FolderType) != 0 && (mode & FileType) == 0 ? 2u : 1u;
        Span<uint> fields = [inode, mode, 0, 0, links, 0, size, 0, 0, major, minor, (uint)bytes.Length, 0];
        Span<byte> header = stackalloc byte[HeaderSize];
        "070701"u8.CopyTo(header);
        for (var index = 0; index < fields.Length; index++)
        {
            fields[index].TryFormat(header[(6 + index * 8)..], out _, "x8");
        }

        Write(header);
        Write(bytes);
        Pad(Alignment);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        _written += bytes.Length;
    }

    private void Pad(int alignment)
    {
        Span<byte> zeros = stackalloc byte[BlockSize];
        zeros.Clear();
        Write(zeros[..(int)((alignment - _written % alignment) % alignment)]);
    }
}
