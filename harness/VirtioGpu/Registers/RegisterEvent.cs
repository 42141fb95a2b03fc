namespace Harness.VirtioGpu.Registers;

/// <summary>What was done to a register.</summary>
public enum RegisterOperation
{
    ReadByte,
    ReadUInt16,
    ReadUInt32,
    WriteByte,
    WriteUInt16,
    WriteUInt32,
    PortIn,
    PortOut,

    /// <summary>A 16-bit write that was not waited for: a doorbell.</summary>
    Post,

    /// <summary>An interrupt line was found high; no address, no value.</summary>
    Interrupt,
}

/// <summary>One access to a register.</summary>
/// <param name="Address">Guest-physical address, or the number of an I/O port.</param>
/// <param name="Value">What was read or written.</param>
public readonly record struct RegisterEvent(RegisterOperation Operation, ulong Address, uint Value);
