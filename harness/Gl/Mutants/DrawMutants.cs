using System.Runtime.InteropServices;

namespace Harness.Gl.Mutants;

/// <summary>Defects in draws and clears.</summary>
internal static unsafe class DrawMutants
{
    private const uint LineLoop = 2;
    private const uint LineStrip = 3;
    private const uint TriangleStrip = 5;
    private const uint TriangleFan = 6;
    private const uint ScissorTest = 0x0c11;

    public static IEnumerable<GlMutant> All() =>
    [
        Arrays("first-vertex-ignored", "Draws start at vertex 0.", &FirstIgnored),
        Arrays("vertex-count-short", "Strips and fans lack their last vertex.", &CountShort),
        Arrays("fan-as-strip", "Triangle fans are drawn as strips.", &FanAsStrip),
        Arrays("line-loop-open", "Line loops are not closed.", &LoopOpen),
        new("instances-ignored", "One instance is drawn.", [new("glDrawArraysInstanced", (nint)(delegate* unmanaged<uint, int, int, int, void>)&InstancesIgnored)]),
        new("start-instance-ignored", "Instances count from 0.", [new("glDrawArraysInstancedBaseInstance", (nint)(delegate* unmanaged<uint, int, int, int, uint, void>)&StartInstanceIgnored)]),
        new("index-offset-ignored", "First indices and offsets of index buffers are dropped.", [new("glDrawElements", (nint)(delegate* unmanaged<uint, int, uint, void*, void>)&IndexOffsetIgnored)]),
        new("index-size-wrong", "32-bit indices are read as 16-bit ones.", [new("glDrawElements", (nint)(delegate* unmanaged<uint, int, uint, void*, void>)&IndexSizeWrong)]),
        new("base-vertex-ignored", "The base vertex is dropped.", [new("glDrawElementsBaseVertex", (nint)(delegate* unmanaged<uint, int, uint, void*, int, void>)&BaseVertexIgnored)]),
        new("restart-index-ignored", "The restart index is always the largest of 16 bits.", [new("glPrimitiveRestartIndex", (nint)(delegate* unmanaged<uint, void>)&RestartIndexIgnored)]),
        new("clear-ignores-scissor", "Clears go beyond the scissor box.",
            [new("glClear", (nint)(delegate* unmanaged<uint, void>)&ClearIgnoresScissor), new("glEnable", (nint)(delegate* unmanaged<uint, void>)&Enable), new("glDisable", (nint)(delegate* unmanaged<uint, void>)&Disable)],
            () => scissor = false),
        new("clear-colour-swapped", "Red and blue of the clear colour are swapped.", [new("glClearColor", (nint)(delegate* unmanaged<float, float, float, float, void>)&ClearColourSwapped)]),
        new("clear-depth-ignored", "Depth is always cleared to 1.", [new("glClearDepth", (nint)(delegate* unmanaged<double, void>)&ClearDepthIgnored)]),
    ];

    private static bool scissor;

    private static GlMutant Arrays(string name, string defect, delegate* unmanaged<uint, int, int, void> call) => new(name, defect, [new("glDrawArrays", (nint)call)]);

    [UnmanagedCallersOnly]
    private static void FirstIgnored(uint mode, int first, int count) => RealCalls.DrawArrays(mode, 0, count);

    [UnmanagedCallersOnly]
    private static void CountShort(uint mode, int first, int count) => RealCalls.DrawArrays(mode, first, mode is TriangleStrip or TriangleFan or LineStrip && count > 3 ? count - 1 : count);

    [UnmanagedCallersOnly]
    private static void FanAsStrip(uint mode, int first, int count) => RealCalls.DrawArrays(mode == TriangleFan ? TriangleStrip : mode, first, count);

    [UnmanagedCallersOnly]
    private static void LoopOpen(uint mode, int first, int count) => RealCalls.DrawArrays(mode == LineLoop ? LineStrip : mode, first, count);

    [UnmanagedCallersOnly]
    private static void InstancesIgnored(uint mode, int first, int count, int instances) => RealCalls.DrawArraysInstanced(mode, first, count, 1);

    [UnmanagedCallersOnly]
    private static void StartInstanceIgnored(uint mode, int first, int count, int instances, uint start) => RealCalls.DrawArraysInstanced(mode, first, count, instances);

    [UnmanagedCallersOnly]
    private static void IndexOffsetIgnored(uint mode, int count, uint type, void* offset) => RealCalls.DrawElements(mode, count, type, null);

    [UnmanagedCallersOnly]
    private static void IndexSizeWrong(uint mode, int count, uint type, void* offset) => RealCalls.DrawElements(mode, count, type == 0x1405 ? 0x1403 : type, offset);

    [UnmanagedCallersOnly]
    private static void BaseVertexIgnored(uint mode, int count, uint type, void* offset, int baseVertex) => RealCalls.DrawElements(mode, count, type, offset);

    [UnmanagedCallersOnly]
    private static void RestartIndexIgnored(uint index) => RealCalls.PrimitiveRestartIndex(0xffff);

    [UnmanagedCallersOnly]
    private static void ClearIgnoresScissor(uint buffers)
    {
        RealCalls.Disable(ScissorTest);
        RealCalls.Clear(buffers);
        if (scissor)
        {
            RealCalls.Enable(ScissorTest);
        }
    }

    [UnmanagedCallersOnly]
    private static void Enable(uint capability)
    {
        scissor |= capability == ScissorTest;
        RealCalls.Enable(capability);
    }

    [UnmanagedCallersOnly]
    private static void Disable(uint capability)
    {
        scissor &= capability != ScissorTest;
        RealCalls.Disable(capability);
    }

    [UnmanagedCallersOnly]
    private static void ClearColourSwapped(float r, float g, float b, float a) => RealCalls.ClearColor(b, g, r, a);

    [UnmanagedCallersOnly]
    private static void ClearDepthIgnored(double depth) => RealCalls.ClearDepth(1);
}
