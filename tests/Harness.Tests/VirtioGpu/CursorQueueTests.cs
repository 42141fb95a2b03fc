using Harness.VirtioGpu.Commands;
using NUnit.Framework;

namespace Harness.Tests.VirtioGpu;

[TestFixture, CancelAfter(30_000)]
internal sealed class CursorQueueTests : DeviceFixture
{
    [Test]
    public void Cursor_requests_complete_also_more_than_the_queue_holds()
    {
        const uint Size = 64;
        const uint Bgra = 1;
        var image = Connection.NextResourceId();
        var backing = Connection.Memory.Allocate((int)(Size * Size * 4));
        Connection.ControlQueue.ResourceCreate2D(image, Bgra, Size, Size);
        Connection.ControlQueue.ResourceAttachBacking(image, [backing]);
        Connection.ControlQueue.TransferToHost2D(image, new Rectangle(0, 0, Size, Size), 0);
        Connection.ControlQueue.Drain();
        var cursor = Connection.CursorQueue;
        cursor.Update(0, 10, 20, image, 3, 4);
        for (uint i = 0; i < 100; i++)
        {
            cursor.Move(0, i, i, image);
        }

        cursor.Hide(0);
        cursor.Drain();
        Assert.That(cursor.InFlight, Is.Zero);
        Connection.ControlQueue.ResourceUnref(image);
        Connection.ControlQueue.Drain();
        Connection.Memory.Free(backing);
    }
}
