using Harness.Imaging;
using Harness.Oracle;
using Harness.Qemu;
using Harness.Qemu.Launch;
using Harness.Virgl;
using Harness.VirtioGpu;
using Harness.VirtioGpu.Commands;
using Harness.VirtioGpu.Pci;
using Harness.VirtioGpu.Queues;
using Harness.VirtioGpu.Registers;

namespace Harness.Cli.Walkthrough;

/// <summary>
/// Brings a device up from nothing and draws the first triangle on it, as a new driver would: one command at a time, each waited for by
/// interrupt, everything that passes between driver and device written down.
/// </summary>
internal sealed class Walk
{
    private const uint Context = 1;
    private const uint Target = 1;
    private const uint VertexBuffer = 2;
    private const uint Scanout = 0;
    private const int Pieces = 3;

    /// <summary>A byte that neither the background nor the clear colour has: pages full of it hold nothing that was sent.</summary>
    private const byte Nothing = 0xee;

    private static readonly TimeSpan SightAllowed = TimeSpan.FromSeconds(10);

    private readonly BareMachine _machine;
    private readonly VirtioGpuDevice _device;
    private readonly FirstTriangle _triangle = new();
    private readonly Backing _backing;
    private readonly WalkRecord _record;

    private Walk(BareMachine machine, BareDeviceOptions options)
    {
        _machine = machine;
        machine.Registers.InterceptInterrupts("ioapic");
        var registers = new RecordingRegisters(machine.Registers);
        _device = VirtioGpuDevice.Open(registers, machine.Memory, machine.Qemu, VirtioFeatures.Virgl, depth: 1, CompletionSignal.Interrupt);
        _device.Control.Allowed = options.CommandAllowed;
        _ = (_device.Scanouts, _device.Capsets);
        var discovery = new Discovery([.. registers.Events]);
        var queue = new QueueWatch(machine.Memory, registers, discovery);
        _record = new WalkRecord { Discovery = discovery, Queue = queue };
        _backing = Backing.Take(machine.Memory, _triangle.Background.Length, Pieces);
    }

    private ResourceDescription TargetDescription => ResourceDescription.ForTexture2D(
        VirglFormat.R8G8B8A8_UNORM, VirglBind.SamplerView | VirglBind.RenderTarget | VirglBind.Scanout, _triangle.Scene.Width, _triangle.Scene.Height);

    private Rectangle Whole => new(0, 0, (uint)_triangle.Scene.Width, (uint)_triangle.Scene.Height);

    private Transfer WholeTransfer => new(new Box(0, 0, 0, Whole.Width, Whole.Height, 1));

    /// <summary>Does it on a device of its own.</summary>
    /// <exception cref="QemuUnavailableException">There is no device to be had here.</exception>
    /// <exception cref="InvalidOperationException">The picture is not what the specification allows: the page would teach something wrong.</exception>
    public static WalkRecord Record(BareDeviceOptions options)
    {
        using var machine = BareMachine.Start(options);
        try
        {
            var walk = new Walk(machine, options);
            walk.MakeTarget();
            walk.ClearTarget();
            walk.SendBackground();
            walk.DrawTriangle();
            walk.ShowOnDisplay();
            walk.LeaveThingsOut();
            walk._record.Stack = Describe(machine, walk._device);
            return walk._record;
        }
        catch (DeviceException e) when (e.Fault is DeviceFault.HostCrash or DeviceFault.Hang)
        {
            throw machine.Qemu.DidNotStart(options.StartAllowed, e);
        }
    }

    private void MakeTarget()
    {
        Send("ctx-create", queue => queue.ContextCreate(Context, "walkthrough"));
        Send("resource-create", queue => queue.ResourceCreate3D(Target, TargetDescription));
        Send("attach-backing", queue => queue.ResourceAttachBacking(Target, _backing.Pieces));
        Send("ctx-attach", queue => queue.ContextAttachResource(Context, Target));
    }

    private void ClearTarget()
    {
        Submit("clear", [FirstTriangle.Target(Target), FirstTriangle.Clear]);
        Send("read-back", queue => queue.TransferFromHost3D(Context, Target, WholeTransfer));
        _record.Pictures["after-clear"] = InBacking();
    }

    private void SendBackground()
    {
        _backing.Write(_triangle.Background);
        Send("dma", queue => queue.TransferToHost3D(Context, Target, WholeTransfer));
        _record.Pictures["after-dma"] = ReadBack();
    }

    private void DrawTriangle()
    {
        var description = ResourceDescription.ForBuffer(_triangle.Vertices.Count, VirglBind.VertexBuffer);
        Send("vertex-buffer-create", queue => queue.ResourceCreate3D(VertexBuffer, description));
        Send("vertex-buffer-attach", queue => queue.ContextAttachResource(Context, VertexBuffer));
        Submit("state", _triangle.StateParts(VertexBuffer));
        Submit("draw", [FirstTriangle.Draw], fenced: true);
        var drawn = ReadBack();
        var reference = ReferenceOracle.Render(_triangle.Scene);
        if (!BoundsCheck.Passes(reference, drawn))
        {
            throw new InvalidOperationException(
                $"The walk-through's triangle is not what the specification allows: {BoundsCheck.FindViolation(reference, drawn)} The page is not written.");
        }

        _record.Pictures["after-draw"] = drawn;
        _record.Pictures["reference"] = reference.Expected;
    }

    private void ShowOnDisplay()
    {
        Send("set-scanout", queue => queue.SetScanout(Scanout, Target, Whole));
        Send("flush", queue => queue.ResourceFlush(Target, Whole));
        var observer = _machine.Observer ?? throw new QemuUnavailableException("This display cannot be looked at.", "Install Xvfb.");
        _record.Pictures["scanout"] = observer.WaitForPicture(_record.Pictures["after-draw"], SightAllowed);
    }

    private void LeaveThingsOut()
    {
        var context = Context;
        foreach (var experiment in Experiment.All(_triangle, VertexBuffer))
        {
            context++;
            _machine.Qemu.TakeNew();
            _record.Experiments[experiment.Name] = Try(experiment, context);
        }
    }

    private ExperimentResult Try(Experiment experiment, uint context)
    {
        var queue = _device.Control;
        queue.Wait(queue.ContextCreate(context, experiment.Name));
        if (experiment.Attaches)
        {
            queue.Wait(queue.ContextAttachResource(context, Target));
            queue.Wait(queue.ContextAttachResource(context, VertexBuffer));
        }

        // Context 0 may always move bytes, whatever becomes of the one that draws.
        _backing.Write(_triangle.Background);
        queue.Wait(queue.TransferToHost3D(0, Target, WholeTransfer));
        var stream = new SentStream([FirstTriangle.Target(Target), .. experiment.Change(_triangle.StateParts(VertexBuffer)), FirstTriangle.Draw]);
        queue.Wait(queue.Submit3D(context, stream.Dwords, fenced: true));
        _backing.Fill(Nothing);
        queue.Wait(queue.TransferFromHost3D(0, Target, WholeTransfer));
        queue.Wait(queue.ContextDestroy(context));
        return new ExperimentResult(InBacking(), _machine.Qemu.TakeNew()?.Trim() ?? string.Empty);
    }

    private void Send(string name, Func<ControlQueue, CommandTicket> send) => _record.Exchanges.Add(name, _record.Queue.Watch(_device.Control, send));

    private void Submit(string name, IReadOnlyList<StreamPart> parts, bool fenced = false)
    {
        var stream = new SentStream(parts);
        Send(name, queue => queue.Submit3D(Context, stream.Dwords, fenced));
        foreach (var (part, range) in stream.Parts)
        {
            _record.Parts.Add(part, (name, range));
        }
    }

    /// <summary>The target as the host has it, not as the pages have it since it was sent.</summary>
    private Frame ReadBack()
    {
        _backing.Fill(Nothing);
        _device.Control.Wait(_device.Control.TransferFromHost3D(Context, Target, WholeTransfer));
        return InBacking();
    }

    private Frame InBacking() => new(_triangle.Scene.Width, _triangle.Scene.Height, _backing.Read());

    private static string Describe(BareMachine machine, VirtioGpuDevice device)
    {
        var info = device.Control.GetCapsetInfo(device.Capsets - 1);
        var capset = device.Control.GetCapset(info.Id, info.MaxVersion, (int)info.MaxSize);
        return $"QEMU {machine.Qemu.Monitor.Version}, {capset.Renderer}, capability set {capset.Id} of version {info.MaxVersion}";
    }
}
