using System.Diagnostics;
using Harness.Agent.Players;
using Harness.Link.Framing;
using Harness.Link.Messages;

namespace Harness.Agent.Init;

/// <summary>The guest's first process: mounts, loads modules, opens the link to the harness, and starts players until it is told to switch off.</summary>
internal static class GuestInit
{
    /// <summary>Brings the guest up and serves the harness; the machine is off when it is done.</summary>
    public static int Run()
    {
        var started = Stopwatch.GetTimestamp();
        FrameWriter? link = null;
        try
        {
            MountKernelFolders();
            using var events = new DeviceEvents();
            var modules = new GuestModules();
            modules.Load(modules.ToHarness);
            using var port = AgentPort.Open(events);
            link = new FrameWriter(port);
            link.Send(new AgentHello(ReadFacts(started)));

            // The driver under test and the disks come next, while the agent can be spoken to: whatever they do, the harness hears of it.
            var root = Task.Factory.StartNew(() => PrepareForPlayers(link, modules), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            new GuestSession(new FrameReader(port), link, root).Serve();
        }
#pragma warning disable CA1031 // Whatever it is: a first process that ends takes the kernel along, so it is told, and the machine switched off in order.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Report(link, e);
        }

        Linux.PowerOff();
        return 1;
    }

    private static void PrepareForPlayers(FrameWriter link, GuestModules modules)
    {
        try
        {
            var refusal = LoadGpu(modules);
            link.Send(new GpuDriverLoaded([.. ReadFacts(modules), .. refusal]));
            modules.Load(modules.ToDisks);
            GuestRoot.Lay();
            PrepareCores();
        }
        catch (Exception e)
        {
            Report(link, e);
            throw;
        }
    }

    /// <summary>Loads the GPU's driver. A guest without it is of no use, but can say so: what the kernel does not take is told as a fact.</summary>
    private static KeyValuePair<string, string>[] LoadGpu(GuestModules modules)
    {
        try
        {
            modules.Load(modules.Gpu);
            return [];
        }
        catch (IOException e)
        {
            return [new("moduleRefused", e.Message)];
        }
    }

    private static void MountKernelFolders()
    {
        Linux.Mount("proc", "/proc", "proc");
        Linux.Mount("sysfs", "/sys", "sysfs");
        Linux.Mount("devtmpfs", "/dev", "devtmpfs");
    }

    /// <summary>Lets the kernel hand the core of a player that crashed to this program, and wait until it has been read.</summary>
    private static void PrepareCores()
    {
        Directory.CreateDirectory(GuestFolders.CoreReports);
        File.WriteAllText("/proc/sys/kernel/core_pipe_limit", "4");
        File.WriteAllText("/proc/sys/kernel/core_pattern", "|/init core %P %s");
    }

    private static KeyValuePair<string, string>[] ReadFacts(long started) =>
    [
        new("kernel", File.ReadAllText("/proc/sys/kernel/osrelease").Trim()),
        new("kernelVersion", File.ReadAllText("/proc/sys/kernel/version").Trim()),
        new("uptimeSeconds", File.ReadAllText("/proc/uptime").Split(' ')[0]),
        new("agentMilliseconds", ((long)Stopwatch.GetElapsedTime(started).TotalMilliseconds).ToString()),
    ];

    private static List<KeyValuePair<string, string>> ReadFacts(GuestModules modules)
    {
        var facts = new List<KeyValuePair<string, string>>();
        foreach (var module in modules.Names)
        {
            foreach (var (what, value) in GuestModules.Marks(module))
            {
                facts.Add(new($"module.{module}.{what}", value));
            }
        }

        string[] nodes = Directory.Exists("/dev/dri") ? Directory.GetFiles("/dev/dri") : [];
        facts.Add(new("drmNodes", string.Join(' ', nodes.Select(Path.GetFileName).Order(StringComparer.Ordinal))));
        return facts;
    }

    private static void Report(FrameWriter? link, Exception failure)
    {
        Console.WriteLine($"harness-agent: {failure}");
        try
        {
            link?.Send(new Trouble($"The agent gave up: {failure.GetType().Name}: {failure.Message}", Fatal: true));
        }
        catch (LinkException)
        {
            // Nobody is there to be told; the console has it.
        }
    }
}
