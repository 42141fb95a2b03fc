using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Harness.Virgl;
using Harness.VirtioGpu.Commands;
using Harness.VirtioGpu.Memory;
using NUnit.Framework;

namespace Harness.Tests.VirtioGpu;

[TestFixture, CancelAfter(30_000)]
internal sealed class ControlQueueTests : DeviceFixture
{
    private Harness.VirtioGpu.Queues.ControlQueue Queue => Connection.ControlQueue;

    [Test]
    public void The_display_mode_is_what_the_command_line_says()
    {
        var modes = Queue.GetDisplayInfo();
        Assert.That(modes.Count(m => m.Enabled), Is.EqualTo(1));
        Assert.That(modes[0].Rectangle, Is.EqualTo(new Rectangle(0, 0, 1024, 768)));
    }

    [Test]
    public void The_edid_is_an_edid()
    {
        var edid = Queue.GetEdid(0);
        Assert.That(edid.AsSpan(0, 8).ToArray(), Is.EqualTo(new byte[] { 0, 255, 255, 255, 255, 255, 255, 0 }));
        Assert.That(edid.Take(128).Sum(b => b) % 256, Is.Zero, "the checksum of the first block");
    }

    [Test]
    public void There_are_two_capsets_and_beyond_them_none()
    {
        Assert.That(Queue.GetCapsetInfo(0), Is.EqualTo(new CapsetInfo(1, 1, 308)));
        Assert.That(Queue.GetCapsetInfo(1).Id, Is.EqualTo(2));
        Assert.That(Queue.GetCapsetInfo(2).Id, Is.Zero);
    }

    [Test]
    public void An_error_response_is_thrown_with_the_names_of_command_and_code()
    {
        Queue.SetScanout(9, 0, default);
        var failure = Assert.Throws<DeviceException>(Queue.Drain);
        Assert.That(failure!.Fault, Is.EqualTo(DeviceFault.ErrorResponse));
        Assert.That(failure.Message, Does.Contain("SET_SCANOUT").And.Contain("INVALID_SCANOUT_ID").And.Contain("0x1202"));
        Assert.That(Queue.Drain, Throws.Nothing, "it is thrown once");

        Queue.SetScanout(99, 0, default);
        Queue.SetScanout(98, 0, default);
        Assert.That(Queue.Drain, Throws.TypeOf<DeviceException>());
        Assert.That(Queue.Drain, Throws.Nothing, "the second is not left for whoever waits next");
    }

    [Test]
    public void A_raw_request_is_answered_by_a_raw_response()
    {
        var unknown = new byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(unknown, 0x999);
        Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(Queue.Exchange(unknown)), Is.EqualTo(0x1200));

        var tooShort = new byte[32];
        BinaryPrimitives.WriteUInt32LittleEndian(tooShort, 0x207);
        BinaryPrimitives.WriteUInt32LittleEndian(tooShort.AsSpan(24), 400);
        Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(Queue.Exchange(tooShort)), Is.EqualTo(0x1205), "a stream shorter than its size field");
    }

    [Test]
    public void Fences_rise_and_retire_without_waiting_for_the_clock()
    {
        var context = Connection.CreateContext("fences");
        Queue.Wait(Queue.Submit3D(context, [], fenced: true));
        var first = Queue.LastFence;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 100; i++)
        {
            Queue.Wait(Queue.Submit3D(context, [], fenced: true));
        }

        Assert.That(Queue.LastFence, Is.EqualTo(first + 100));
        Assert.That(watch.ElapsedMilliseconds, Is.LessThan(500), "QEMU alone looks at fences every 10 ms");
        Connection.DestroyContext(context);
    }

    [Test]
    public void A_fenced_command_may_complete_after_later_ones()
    {
        var context = Connection.CreateContext("order");
        var target = NewTarget(context, 1024, 1024);
        var stream = new RawStream().Surface(1, target.Id, Rgba).Framebuffer(1);
        for (var i = 0; i < 200; i++)
        {
            stream.Clear(0, i / 256f, 0, 1);
        }

        var fenced = Queue.Submit3D(context, stream.Dwords, fenced: true);
        var later = Queue.Submit3D(context, []);
        Queue.Wait(later);
        Queue.Wait(fenced);
        Assert.That(Queue.IsDone(fenced), Is.True);
        Queue.Drain();
        Connection.DestroyResource(target);
        Connection.DestroyContext(context);
    }

    [Test]
    public void Sixty_four_commands_are_in_flight_behind_one_doorbell()
    {
        Assert.That(Queue.Depth, Is.EqualTo(64));
        var context = Connection.CreateContext("depth");
        Queue.Drain();
        Queue.DoorbellHeld = true;
        var tickets = new CommandTicket[64];
        for (var i = 0; i < 64; i++)
        {
            tickets[i] = Queue.Submit3D(context, []);
        }

        Assert.That(Queue.InFlight, Is.EqualTo(64), "nobody has told the device");
        Assert.That(tickets.Any(Queue.IsDone), Is.False);
        Queue.DoorbellHeld = false;
        Queue.Drain();
        Assert.That(tickets.All(Queue.IsDone), Is.True);
        Connection.DestroyContext(context);
    }

    [Test]
    public void More_commands_than_slots_wait_for_their_turn()
    {
        var context = Connection.CreateContext("many");
        for (var i = 0; i < 1000; i++)
        {
            Queue.Submit3D(context, []);
            Assert.That(Queue.InFlight, Is.LessThanOrEqualTo(Queue.Depth));
        }

        Queue.Drain();
        Connection.DestroyContext(context);
    }

    [Test]
    public void A_stream_larger_than_any_page_arrives_whole()
    {
        var context = Connection.CreateContext("large");
        const int Bytes = 3 << 20;
        var buffer = Connection.CreateResource(new ResourceDescription(0, 64, 0x10, Bytes) { BackingBytes = Bytes });
        Connection.Attach(context, buffer);
        var stream = new List<uint>();
        const int PieceBytes = 128 * 1024;
        for (uint at = 0; at < Bytes; at += PieceBytes)
        {
            stream.Add(9 | ((uint)(11 + (PieceBytes / 4)) << 16));
            stream.AddRange([buffer.Id, 0, 0, 0, 0, at, 0, 0, PieceBytes, 1, 1]);
            stream.AddRange(Enumerable.Range((int)at, PieceBytes / 4).Select(i => (uint)i * 2654435761u));
        }

        var expected = stream.Chunk(12 + (PieceBytes / 4)).SelectMany(c => c.Skip(12)).ToArray();
        Connection.Submit(context, CollectionsMarshal.AsSpan(stream));
        Connection.TransferFromHost(context, buffer, new Transfer(new Box(0, 0, 0, Bytes, 1, 1)));
        Connection.Finish(context);
        Assert.That(MemoryMarshal.Cast<byte, uint>(buffer.Backing).SequenceEqual(expected), Is.True);
        Connection.DestroyResource(buffer);
        Connection.DestroyContext(context);
    }

    [Test]
    public void A_command_allocates_nothing()
    {
        var context = Connection.CreateContext("allocation");
        var stream = new RawStream().Command(0, 0, 0, 0).Dwords.ToArray();
        void Round()
        {
            Queue.Wait(Queue.Submit3D(context, []));
            Queue.Wait(Queue.Submit3D(context, [], fenced: true));
            Connection.Submit(context, stream);
            Connection.Finish(context);
        }

        for (var i = 0; i < 200; i++)
        {
            Round();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Round();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Connection.DestroyContext(context);
    }

    [Test]
    public void A_two_dimensional_picture_travels_through_scattered_pages()
    {
        const int Width = 800;
        const int Height = 600;
        const uint Bgra = 1;
        var resource = Connection.NextResourceId();
        var pages = Connection.Memory.AllocateScattered(Width * Height * 4);
        var picture = new byte[pages.Length * GuestMemory.PageSize];
        new Random(5).NextBytes(picture);
        void Fill(Func<int, byte[]> content)
        {
            for (var i = 0; i < pages.Length; i++)
            {
                content(i).CopyTo(Connection.Memory.Bytes(pages[i]));
            }
        }

        Fill(i => picture[(i * GuestMemory.PageSize)..((i + 1) * GuestMemory.PageSize)]);
        Queue.ResourceCreate2D(resource, Bgra, Width, Height);
        Queue.ResourceAttachBacking(resource, pages);
        Queue.TransferToHost2D(resource, new Rectangle(0, 0, Width, Height), 0);
        Queue.SetScanout(0, resource, new Rectangle(0, 0, Width, Height));
        Queue.ResourceFlush(resource, new Rectangle(0, 0, Width, Height));
        Queue.Drain();

        // A second picture is sent only for a rectangle in the middle; the host keeps the rest of the first.
        var second = new byte[picture.Length];
        new Random(6).NextBytes(second);
        Fill(i => second[(i * GuestMemory.PageSize)..((i + 1) * GuestMemory.PageSize)]);
        var part = new Rectangle(101, 53, 300, 200);
        Queue.TransferToHost2D(resource, part, ((part.Y * Width) + part.X) * 4);
        Queue.ResourceFlush(resource, part);
        Queue.Drain();
        Fill(_ => new byte[GuestMemory.PageSize]);
        Queue.TransferFromHost3D(0, resource, new Transfer(new Box(0, 0, 0, Width, Height, 1)));
        Queue.Drain();

        var expected = picture.AsSpan(0, Width * Height * 4).ToArray();
        for (var y = (int)part.Y; y < part.Y + part.Height; y++)
        {
            var at = ((y * Width) + (int)part.X) * 4;
            second.AsSpan(at, (int)part.Width * 4).CopyTo(expected.AsSpan(at));
        }

        var seen = pages.SelectMany(page => Connection.Memory.Bytes(page).ToArray()).Take(expected.Length).ToArray();
        Assert.That(seen.AsSpan().SequenceEqual(expected), Is.True, $"first difference at byte {seen.AsSpan().CommonPrefixLength(expected)}");
        Queue.SetScanout(0, 0, default);
        Queue.ResourceDetachBacking(resource);
        Queue.ResourceUnref(resource);
        Queue.Drain();
        foreach (var page in pages)
        {
            Connection.Memory.Free(page);
        }
    }
}
