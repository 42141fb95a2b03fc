using System.IO.MemoryMappedFiles;

namespace Harness.VirtioGpu.Memory;

/// <summary>
/// The guest's RAM, mapped into this process, and who owns which page of it. File offset = guest-physical address (RAM below 2 GiB on q35,
/// PROTOCOL section 6.2). Stores are seen by the device at once. Not thread-safe.
/// </summary>
public sealed unsafe class GuestMemory : IDisposable
{
    /// <summary>Bytes of a page; allocations are whole pages.</summary>
    public const int PageSize = 4096;

    // Below 1 MiB lie the BIOS, VGA and option ROM windows.
    private const ulong FirstUsable = 0x100000;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _base;
    private readonly FreePages _free;

    private GuestMemory(MemoryMappedFile file, long bytes)
    {
        _file = file;
        Size = bytes;
        _view = file.CreateViewAccessor(0, bytes);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _base);
        _free = new FreePages(FirstUsable, (ulong)bytes);
    }

    /// <summary>Bytes of RAM.</summary>
    public long Size { get; }

    /// <summary>Bytes not handed out.</summary>
    public long FreeBytes => (long)_free.FreeBytes;

    /// <summary>Maps the file that backs a guest's RAM; it is grown to that size when it is smaller.</summary>
    public static GuestMemory Map(string path, long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 4 << 20);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, 2L << 30);
        return new GuestMemory(MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, bytes), bytes);
    }

    /// <summary>
    /// Takes contiguous pages for at least that many bytes, filled with zeros so that no earlier content can pass for a result.
    /// </summary>
    public MemoryRange Allocate(int bytes)
    {
        var range = Take(bytes);
        Bytes(range).Clear();
        return range;
    }

    /// <summary>As <see cref="Allocate"/>, with whatever bytes were there.</summary>
    public MemoryRange AllocateUncleared(int bytes) => Take(bytes);

    /// <summary>
    /// Takes single pages, no two of which are neighbours in the order given: the backing a guest kernel hands out under memory pressure.
    /// </summary>
    public MemoryRange[] AllocateScattered(int bytes)
    {
        var pages = new MemoryRange[(bytes + PageSize - 1) / PageSize];
        var spare = new MemoryRange[pages.Length];
        for (var i = 0; i < pages.Length; i++)
        {
            pages[i] = Allocate(PageSize);
            spare[i] = Take(PageSize);
        }

        foreach (var page in spare)
        {
            Free(page);
        }

        // Highest address first: ascending neighbours would let an implementation that merges or ignores entries go unnoticed.
        Array.Reverse(pages);
        return pages;
    }

    /// <summary>Gives a range back whole.</summary>
    public void Free(MemoryRange range) => _free.Return(range.Address, range.Address + Rounded(range.Length));

    /// <summary>The bytes at a range, in this process.</summary>
    public Span<byte> Bytes(MemoryRange range)
    {
        if (range.Length < 0 || range.End > (ulong)Size)
        {
            throw new ArgumentOutOfRangeException(nameof(range), range, $"Guest RAM ends at 0x{Size:x}.");
        }

        return new Span<byte>(_base + range.Address, range.Length);
    }

    /// <summary>Where a guest-physical address lies in this process.</summary>
    internal byte* Pointer(ulong address) => _base + address;

    public void Dispose()
    {
        if (_view.SafeMemoryMappedViewHandle.IsClosed)
        {
            return;
        }

        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private static ulong Rounded(int bytes) => (ulong)((bytes + PageSize - 1L) & ~(PageSize - 1L));

    private MemoryRange Take(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        return _free.TryTake(Rounded(bytes), out var address)
            ? new MemoryRange(address, bytes)
            : throw new InvalidOperationException(
                $"No {bytes} contiguous bytes of guest memory are left ({FreeBytes} of {Size} are free). "
                + "Free resources, or give the guest more memory.");
    }
}
