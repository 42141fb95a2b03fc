using System.Text;
using Harness.VirtioGpu.Pci;
using Harness.VirtioGpu.Registers;

namespace Harness.Cli.Walkthrough;

/// <summary>The bring-up in tables.</summary>
internal static class DiscoveryBlocks
{
    private static readonly string[] CapabilityKinds =
        ["", "common configuration", "notifications", "interrupt status", "device configuration", "access through configuration space"];

    /// <summary>All aspects.</summary>
    public static IEnumerable<(string Aspect, string Text)> Of(Discovery device)
    {
        yield return ("function", device.FunctionName);
        yield return ("scan", WalkBlocks.Fenced(Scan(device)));
        yield return ("bars", Bars(device));
        yield return ("capabilities", Capabilities(device));
        yield return ("registers", Registers(device));
        yield return ("status", WalkBlocks.Fenced(Status(device)));
        yield return ("features", Features(device));
        yield return ("queues", Queues(device));
        yield return ("configuration", WalkBlocks.Fenced(DeviceConfiguration(device)));
        yield return ("trace", WalkBlocks.Fenced(TraceText.Of(device)));
    }

    private static string Scan(Discovery device)
    {
        var text = new StringBuilder();
        foreach (var access in device.Configuration.TakeWhile(a => a.Offset == 0))
        {
            var what = access.Value == uint.MaxValue ? "nobody" : $"vendor {access.Value & 0xffff:x4}, device {access.Value >> 16:x4}";
            text.Append($"{access.Name}  offset 0x00 -> {access.Value:x8}  {what}\n");
        }

        return text.ToString();
    }

    private static string Bars(Discovery device) => WalkBlocks.Table(
        ["BAR", "at", "answer to all ones", "kind", "bytes", "put at"],
        device.Bars.Select(b => (string[])
        [
            $"{b.Number}", $"`0x{0x10 + (4 * b.Number):x2}`", $"`{b.Mask:x8}`",
            $"{(b.Is64 ? "64" : "32")}-bit memory{((b.Mask & 8) != 0 ? ", prefetchable" : string.Empty)}", WalkBlocks.Number(b.Size), $"`0x{b.Address:x8}`",
        ]));

    private static string Capabilities(Discovery device) => WalkBlocks.Table(
        ["at", "id", "next", "cfg_type", "BAR", "offset", "multiplier"],
        device.Capabilities.Select(c => c.Kind == 0
            ? (string[])[$"`0x{c.At:x2}`", $"`{c.Id:x2}` {(c.Id == 0x11 ? "MSI-X" : string.Empty)}".Trim(), $"`0x{c.Next:x2}`", "", "", "", ""]
            :
            [
                $"`0x{c.At:x2}`", $"`{c.Id:x2}` vendor", $"`0x{c.Next:x2}`", $"{c.Kind} {CapabilityKinds[c.Kind]}", $"{c.Bar}", $"`0x{c.Offset:x4}`",
                c.Multiplier is { } m ? $"{m}" : "",
            ]));

    private static string Registers(Discovery device) => WalkBlocks.Table(
        ["registers", "guest-physical address"],
        [
            ["common configuration", $"`0x{device.Common:x8}`"],
            ["interrupt status (ISR)", $"`0x{device.InterruptStatus:x8}`"],
            ["device configuration", $"`0x{device.DeviceSpecific:x8}`"],
            ["doorbells", $"`0x{device.Notify:x8}`"],
        ]);

    private static string Status(Discovery device)
    {
        (uint Bit, string Name)[] bits = [(1, "ACKNOWLEDGE"), (2, "DRIVER"), (8, "FEATURES_OK"), (4, "DRIVER_OK")];
        var text = new StringBuilder();
        foreach (var e in device.Events.Where(e => e.Address == device.Common + CommonRegisters.DeviceStatus))
        {
            var names = string.Join(" | ", bits.Where(b => (e.Value & b.Bit) != 0).Select(b => b.Name));
            text.Append($"device_status {(e.Operation == RegisterOperation.WriteByte ? "<-" : "->")} {e.Value:x2}  {(e.Value == 0 ? "reset" : names)}\n");
        }

        return text.ToString();
    }

    private static string Features(Discovery device)
    {
        ulong Of(ulong select, ulong register, RegisterOperation operation)
        {
            ulong value = 0;
            var half = 0;
            foreach (var e in device.Events)
            {
                if (e.Address == device.Common + select)
                {
                    half = (int)e.Value;
                }
                else if (e.Address == device.Common + register && e.Operation == operation)
                {
                    value |= (ulong)e.Value << (32 * half);
                }
            }

            return value;
        }

        var offered = Of(0x00, 0x04, RegisterOperation.ReadUInt32);
        var accepted = Of(0x08, 0x0c, RegisterOperation.WriteUInt32);
        return WalkBlocks.Table(
            ["bit", "feature", "offered", "accepted"],
            Enumerable.Range(0, 64).Where(bit => (offered >> bit & 1) != 0).Select(bit => (string[])
            [
                $"{bit}", NameOf((VirtioFeatures)(1UL << bit)), "yes", (accepted >> bit & 1) != 0 ? "yes" : "no",
            ]));
    }

    private static string NameOf(VirtioFeatures feature) => feature switch
    {
        VirtioFeatures.Virgl => "`VIRTIO_GPU_F_VIRGL`: 3D commands",
        VirtioFeatures.Edid => "`VIRTIO_GPU_F_EDID`: GET_EDID",
        VirtioFeatures.ResourceUuid => "`VIRTIO_GPU_F_RESOURCE_UUID`",
        VirtioFeatures.ResourceBlob => "`VIRTIO_GPU_F_RESOURCE_BLOB`",
        VirtioFeatures.ContextInit => "`VIRTIO_GPU_F_CONTEXT_INIT`",
        VirtioFeatures.IndirectDescriptors => "`VIRTIO_F_INDIRECT_DESC`: descriptor tables outside of the ring",
        VirtioFeatures.EventIndex => "`VIRTIO_F_EVENT_IDX`: finer notification control",
        VirtioFeatures.Version1 => "`VIRTIO_F_VERSION_1`: not a legacy device; must be accepted",
        VirtioFeatures.RingReset => "`VIRTIO_F_RING_RESET`: queues can be reset one by one",
        _ => "",
    };

    private static string Queues(Discovery device)
    {
        string Area(uint queue, ulong offset) => $"`0x{device.QueueAddress(queue, offset):x}`";
        (string Name, Func<uint, string> Of)[] rows =
        [
            ("entries (`queue_size`)", q => $"{device.QueueRegister(q, CommonRegisters.QueueSize)}"),
            ("descriptor table (`queue_desc`)", q => Area(q, CommonRegisters.QueueDescriptors)),
            ("available ring (`queue_driver`)", q => Area(q, CommonRegisters.QueueDriver)),
            ("used ring (`queue_device`)", q => Area(q, CommonRegisters.QueueDevice)),
            ("`queue_notify_off`", q => $"{device.QueueRegister(q, CommonRegisters.QueueNotifyOffset)}"),
            ("doorbell", q => $"`0x{Doorbell(device, q):x}`"),
        ];
        return WalkBlocks.Table(["", "queue 0: control", "queue 1: cursor"], rows.Select(r => (string[])[r.Name, r.Of(0), r.Of(1)]));
    }

    private static ulong Doorbell(Discovery device, uint queue)
        => device.Notify + (device.QueueRegister(queue, CommonRegisters.QueueNotifyOffset) * device.Capabilities.Max(c => c.Multiplier ?? 0));

    private static string DeviceConfiguration(Discovery device)
    {
        (ulong Offset, string Name)[] fields = [(8, "num_scanouts"), (12, "num_capsets")];
        return string.Join('\n', fields.Select(f =>
        {
            var read = device.Events.Last(e => e.Address == device.DeviceSpecific + f.Offset && e.Operation == RegisterOperation.ReadUInt32);
            return $"0x{read.Address:x8}  {f.Name} -> {read.Value}";
        }));
    }
}
