using CsCheck;
using Harness.VirtioGpu.Memory;
using NUnit.Framework;

namespace Harness.Tests.VirtioGpu;

[TestFixture]
internal sealed class GuestMemoryTests
{
    private string _path = null!;
    private GuestMemory _memory = null!;

    [SetUp]
    public void Map()
    {
        _path = Path.Combine(Path.GetTempPath(), $"vg-{Guid.NewGuid():n}");
        _memory = GuestMemory.Map(_path, 16 << 20);
    }

    [TearDown]
    public void Unmap()
    {
        _memory.Dispose();
        File.Delete(_path);
    }

    [Test]
    public void Ranges_never_overlap_and_come_back_whole()
    {
        var free = _memory.FreeBytes;
        Gen.Select(Gen.Int[1, 300_000], Gen.Bool).Array[1, 60].Sample(
            steps =>
            {
                var held = new List<MemoryRange>();
                foreach (var (bytes, release) in steps)
                {
                    if (release && held.Count > 0)
                    {
                        var victim = held[bytes % held.Count];
                        held.Remove(victim);
                        _memory.Free(victim);
                    }
                    else if (_memory.FreeBytes > 2L << 20)
                    {
                        var range = _memory.AllocateUncleared(bytes);
                        Assert.That(range.Address % GuestMemory.PageSize, Is.Zero);
                        Assert.That(range.Address, Is.GreaterThanOrEqualTo(0x100000), "below lie firmware and VGA");
                        Assert.That(held.Any(h => h.Address < range.End && range.Address < h.End), Is.False);
                        held.Add(range);
                    }
                }

                held.ForEach(_memory.Free);
                Assert.That(_memory.FreeBytes, Is.EqualTo(free));
                _memory.Free(_memory.AllocateUncleared((int)free));
            },
            threads: 1,
            iter: 200);
    }

    [Test]
    public void Freeing_twice_is_found_out()
    {
        var range = _memory.Allocate(5000);
        _memory.Free(range);
        Assert.That(() => _memory.Free(range), Throws.InvalidOperationException.With.Message.Contains("twice"));
    }

    [Test]
    public void Scattered_pages_are_never_neighbours_in_order()
    {
        var pages = _memory.AllocateScattered(100_000);
        Assert.That(pages, Has.Length.EqualTo(25));
        Assert.That(pages.Zip(pages.Skip(1)).Any(p => p.First.End == p.Second.Address || p.Second.End == p.First.Address), Is.False);
        Assert.That(pages.Select(p => p.Address), Is.Unique);
    }

    [Test]
    public void The_file_holds_what_the_memory_holds_at_the_same_place()
    {
        var range = _memory.Allocate(100);
        _memory.Bytes(range).Fill(0xab);
        Assert.That(File.ReadAllBytes(_path)[(int)range.Address..(int)range.End], Is.All.EqualTo(0xab));
    }

    [Test]
    public void Too_much_is_refused_with_what_is_left()
        => Assert.That(() => _memory.Allocate(64 << 20), Throws.InvalidOperationException.With.Message.Contains("give the guest more memory"));
}
