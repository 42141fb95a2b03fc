using Harness.Qemu;
using Harness.Tests.Qemu;
using Harness.Tests.Virgl.Vtest.Proxy;

namespace Harness.Tests;

/// <summary>
/// What this assembly does when it is started as a program and not by a test runner: it owns a device until it is killed, or draws with GL.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is [OrangeClear.Verb])
        {
            return OrangeClear.Run();
        }

        if (arguments is not ["own-a-device", var root])
        {
            Console.Error.WriteLine("These are tests: run them with 'dotnet test'.");
            return 2;
        }

        using var device = BareDevice.Start(TestDevice.Options with { StateRoot = root });
        Console.WriteLine($"{device.Qemu.Id} {device.StatePath}");
        Console.ReadLine();
        return 0;
    }
}
