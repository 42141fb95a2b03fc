using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;

namespace Harness.Qemu.Scanout;

/// <summary>
/// The screen of an Xvfb started with <c>-fbdir</c>, mapped: an XWD file, that is a big-endian header, a colour map and rows of
/// little-endian pixels 0x??RRGGBB.
/// </summary>
internal sealed unsafe class XwdFramebuffer : IDisposable
{
    private const int HeaderWords = 25;
    private const int ColourMapEntryBytes = 12;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _pixels;
    private readonly int _pitch;

    private XwdFramebuffer(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.ReadWrite);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.ReadWrite);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        var header = new ReadOnlySpan<byte>(start, HeaderWords * 4);
        int Word(ReadOnlySpan<byte> h, int index) => (int)BinaryPrimitives.ReadUInt32BigEndian(h[(4 * index)..]);
        var (headerBytes, version, bitsPerPixel) = (Word(header, 0), Word(header, 1), Word(header, 11));
        var (pitch, colours) = (Word(header, 12), Word(header, 19));
        (Width, Height) = (Word(header, 4), Word(header, 5));
        const int XwdVersion = 7;
        if (version != XwdVersion || bitsPerPixel != 32)
        {
            Dispose();
            throw new ScanoutException($"'{path}' is not a screen of 32-bit pixels (XWD version {version}, {bitsPerPixel} bits per pixel).");
        }

        _pitch = pitch;
        _pixels = start + headerBytes + (colours * ColourMapEntryBytes);
    }

    /// <summary>Pixels of the screen.</summary>
    public int Width { get; }

    /// <summary>Rows of the screen.</summary>
    public int Height { get; }

    /// <summary>Maps the file.</summary>
    public static XwdFramebuffer Map(string path) => new(path);

    /// <summary>A row of the screen as it is now: pixels 0x??RRGGBB. Another process writes them at any time.</summary>
    public ReadOnlySpan<uint> Row(int y) => new(_pixels + ((long)y * _pitch), Width);

    public void Dispose()
    {
        if (!_view.SafeMemoryMappedViewHandle.IsClosed)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
        }

        _view.Dispose();
        _file.Dispose();
    }
}
