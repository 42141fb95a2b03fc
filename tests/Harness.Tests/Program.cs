using Harness.Qemu;
using Harness.Tests.Qemu;
using Harness.Tests.Qemu.Guest;
using Harness.Tests.Store;
using Harness.Tests.Virgl.Vtest.Proxy;

namespace Harness.Tests;

/// <summary>
/// What this assembly does when it is started as a program and not by a test runner: it owns a device or a guest until it is killed, draws
/// with GL, stores runs without end, or misbehaves in QEMU's place.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case [OrangeClear.Verb]:
                return OrangeClear.Run();
            case ["own-a-device", var root]:
                using (var device = BareDevice.Start(TestDevice.Options with { StateRoot = root }))
                {
                    return WaitForEnd(device.Qemu.Id, device.StatePath);
                }

            case ["own-a-guest", var root]:
                using (var machine = TestGuest.Start(new BareKernel().Halt(), options => options with { StateRoot = root, Display = TestDevice.Options.Display }))
                {
                    return WaitForEnd(machine.QemuId, machine.StatePath);
                }

            case [StoringProgram.Verb, var address]:
                return StoringProgram.Run(address);
            case ["fake-qemu", var steps, .. var rest]:
                return FakeQemu.Run(steps, rest);
            default:
                Console.Error.WriteLine("These are tests: run them with 'dotnet test'.");
                return 2;
        }
    }

    private static int WaitForEnd(int process, string state)
    {
        Console.WriteLine($"{process} {state}");
        Console.ReadLine();
        return 0;
    }
}
