using System.Text;
using Harness.VirtioGpu.Registers;

namespace Harness.Cli.Walkthrough;

/// <summary>Every register access of the bring-up, one a line, with the register's name.</summary>
internal static class TraceText
{
    private const ulong AddressPort = 0xcf8;

    private static readonly Dictionary<uint, string> HeaderFields = new()
    {
        [0x00] = "vendor and device", [0x04] = "command and status", [0x34] = "first capability",
    };

    /// <summary>All lines.</summary>
    public static string Of(Discovery device)
    {
        var text = new StringBuilder();
        uint selected = 0;
        foreach (var e in device.Events)
        {
            if (e is { Operation: RegisterOperation.PortOut, Address: AddressPort })
            {
                // Shown with the access that it prepares.
                selected = e.Value;
                continue;
            }

            var (place, name) = e.Operation is RegisterOperation.PortIn or RegisterOperation.PortOut
                ? ($"configuration {Function(selected)}+0x{selected & 0xff:x2}", ConfigurationName(device, selected))
                : ($"0x{e.Address:x8}", RegisterName(device, e.Address));
            var (arrow, digits) = e.Operation switch
            {
                RegisterOperation.ReadByte => ("->", 2),
                RegisterOperation.WriteByte => ("<-", 2),
                RegisterOperation.ReadUInt16 => ("->", 4),
                RegisterOperation.WriteUInt16 => ("<-", 4),
                RegisterOperation.ReadUInt32 or RegisterOperation.PortIn => ("->", 8),
                _ => ("<-", 8),
            };
            var value = e.Value.ToString($"x{digits}");
            text.Append($"{place,-27}  {arrow} {value,-8}  {name}".TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static string Function(uint address) => $"{address >> 16 & 0xff:x2}:{address >> 11 & 0x1f:x2}.{address >> 8 & 7}";

    private static string ConfigurationName(Discovery device, uint address)
    {
        var offset = address & 0xff;
        if (HeaderFields.TryGetValue(offset, out var field))
        {
            return field;
        }

        if (offset is >= 0x10 and < 0x28)
        {
            return $"BAR {(offset - 0x10) / 4}";
        }

        return $"capability at 0x{device.Capabilities.Where(c => c.At <= offset).Max(c => c.At):x2}";
    }

    private static string RegisterName(Discovery device, ulong address)
    {
        const ulong Room = 0x1000;
        return address - device.Common < Room ? CommonRegisters.NameOf(address - device.Common) ?? string.Empty
            : address == device.InterruptStatus ? "ISR"
            : address - device.DeviceSpecific < Room ? (address - device.DeviceSpecific) switch { 8 => "num_scanouts", 12 => "num_capsets", _ => string.Empty }
            : string.Empty;
    }
}
