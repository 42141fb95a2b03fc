using Harness.Guests;
using Harness.Guests.Boot;
using Harness.Qemu.Guest;
using Harness.Runs.Lanes;

namespace Harness.Perf;

/// <summary>
/// Boots of the usual guest, and of the same machine (kernel, command line, devices, disks, display) with a first process that prints a line and nothing else:
/// what is between the two is the agent's and its modules'. Both are counted from the start of QEMU; X server and initial file system are there by then.
/// </summary>
internal sealed class GuestBoots : IDisposable
{
    private const string Line = "first process";

    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(2);

    private readonly GuestSource _source = new(new GuestSourceOptions());

    /// <summary>Until the agent has said hello.</summary>
    public TimeSpan ToHello()
    {
        using var guest = RunningGuest.Boot(_source.Make(), CancellationToken.None);
        return guest.ReadyAfter;
    }

    /// <summary>Until the line has come out of the console.</summary>
    public TimeSpan ToFirstLine()
    {
        var setup = _source.Make() with { WriteInitramfs = new TinyInit().Say(Line).Wait().WriteInitramfs };
        using var machine = GuestMachine.Start(setup.Machine());
        return machine.Console.Said(Line).Wait(Allowed)
            ? machine.Watch.Age
            : throw new TimeoutException($"The first process did not speak within {Allowed.TotalSeconds} s. Its console:\n{machine.Console.Text}");
    }

    public void Dispose() => _source.Dispose();
}
