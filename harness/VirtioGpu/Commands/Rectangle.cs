namespace Harness.VirtioGpu.Commands;

/// <summary>A rectangle in pixels, from the top left.</summary>
public readonly record struct Rectangle(uint X, uint Y, uint Width, uint Height);

/// <summary>One scanout of GET_DISPLAY_INFO.</summary>
public readonly record struct DisplayMode(Rectangle Rectangle, bool Enabled, uint Flags);

/// <summary>What GET_CAPSET_INFO says of one capability set; id 0 where there is none at that index.</summary>
public readonly record struct CapsetInfo(uint Id, uint MaxVersion, uint MaxSize);
