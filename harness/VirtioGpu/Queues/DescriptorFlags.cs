namespace Harness.VirtioGpu.Queues;

/// <summary>Flags of a descriptor.</summary>
[Flags]
public enum DescriptorFlags : ushort
{
    None = 0,
    /// <summary>Another descriptor follows.</summary>
    Next = 1,
    /// <summary>The device writes here.</summary>
    Write = 2,
    /// <summary>The buffer is itself a table of descriptors.</summary>
    Indirect = 4,
}
