using Harness.Processes;
using Harness.Virgl;
using Harness.VirtioGpu.Pci;
using Harness.VirtioGpu.Registers;

namespace Harness.VirtioGpu.Queues;

/// <summary>
/// Waits for a queue's used ring: first by looking at shared memory, since a short command is done before a thread could have gone to sleep
/// and come back; then by interrupt, since a spinning thread would take the processor from the renderer that it waits for.
/// </summary>
internal sealed class CompletionWait(IRegisterAccess registers, VirtioPciDevice device, IHostWitness witness, CompletionSignal signal)
{
    private static readonly TimeSpan Spin = TimeSpan.FromMicroseconds(150);

    private long _announcementsSeen;

    /// <summary>Whether the device must announce every completion.</summary>
    public bool InterruptsOnly => signal == CompletionSignal.Interrupt;

    /// <summary>
    /// True when the device has given something back; false when <paramref name="atMost"/> has passed. Throws when the far side has gone.
    /// </summary>
    public bool Await(Virtqueue queue, TimeSpan atMost)
    {
        if (InterruptsOnly)
        {
            return AwaitAnnouncement(queue, Deadline.In(atMost));
        }

        if (queue.HasUsed)
        {
            return true;
        }

        var deadline = Deadline.In(atMost);
        var spin = Deadline.In(Spin);
        do
        {
            for (var i = 0; i < 16; i++)
            {
                if (queue.HasUsed)
                {
                    return true;
                }

                Thread.SpinWait(4);
            }
        }
        while (!spin.Passed && !deadline.Passed);

        return AwaitInterrupt(queue, deadline);
    }

    /// <summary>The failure of a wait that took longer than <paramref name="allowed"/>.</summary>
    public DeviceException Late(string what, TimeSpan allowed, int inFlight)
        => new(DeviceFault.Hang, $"{what} did not complete within {allowed.TotalSeconds:0.###} s; {inFlight} in flight. {witness.Condition()}");

    /// <summary>
    /// The announcement first, then the ring. One may stand for several chains, and the other queue, which shares the interrupt, may have taken it
    /// in; a change of the configuration is none.
    /// </summary>
    private bool AwaitAnnouncement(Virtqueue queue, Deadline deadline)
    {
        while (true)
        {
            if (_announcementsSeen != device.QueueAnnouncements)
            {
                _announcementsSeen = device.QueueAnnouncements;
                if (queue.HasUsed)
                {
                    return true;
                }
            }

            if (!registers.WaitForInterrupt(deadline.Remaining))
            {
                return queue.HasUsed;
            }

            device.AcknowledgeInterrupt();
        }
    }

    private bool AwaitInterrupt(Virtqueue queue, Deadline deadline)
    {
        queue.InterruptsWanted = true;
        try
        {
            while (!queue.HasUsed)
            {
                var left = deadline.Remaining;
                if (left == TimeSpan.Zero)
                {
                    registers.Poll();
                    return queue.HasUsed;
                }

                if (registers.WaitForInterrupt(left))
                {
                    device.AcknowledgeInterrupt();
                }
            }

            return true;
        }
        finally
        {
            queue.InterruptsWanted = false;
        }
    }
}
