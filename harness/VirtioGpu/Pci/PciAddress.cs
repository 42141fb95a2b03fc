namespace Harness.VirtioGpu.Pci;

/// <summary>Where a PCI function is.</summary>
public readonly record struct PciAddress(byte Bus, byte Device, byte Function)
{
    public override string ToString() => $"{Bus:x2}:{Device:x2}.{Function}";
}

/// <summary>A capability of a function: its id and where it lies in configuration space.</summary>
public readonly record struct PciCapability(byte Id, byte Offset);
