namespace Harness.VirtioGpu.Pci;

/// <summary>Feature bits of a virtio GPU device and of its transport (PROTOCOL section 1.1).</summary>
[Flags]
public enum VirtioFeatures : ulong
{
    None = 0,
    Virgl = 1UL << 0,
    Edid = 1UL << 1,
    ResourceUuid = 1UL << 2,
    ResourceBlob = 1UL << 3,
    ContextInit = 1UL << 4,
    IndirectDescriptors = 1UL << 28,
    EventIndex = 1UL << 29,
    Version1 = 1UL << 32,
    AccessPlatform = 1UL << 33,
    PackedRing = 1UL << 34,
    RingReset = 1UL << 40,
}
