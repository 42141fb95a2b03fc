using System.Runtime.InteropServices;

namespace Harness.Gl.Mutants;

/// <summary>Defects in vertex arrays and constants.</summary>
internal static unsafe class InputMutants
{
    private static readonly Dictionary<(uint Vertices, uint Attribute), (int Size, uint Type, int Stride)> KnownPointers = [];
    private static readonly HashSet<int> KnownUniforms = [];
    private static uint vertices;

    public static IEnumerable<GlMutant> All() =>
    [
        Pointer("vertex-stride-wrong", "Strides are four bytes too long.", &StrideWrong),
        Pointer("vertex-offset-ignored", "Attributes start at the beginning of their buffer.", &OffsetIgnored),
        Pointer("vertex-normalised-ignored", "Normalised attributes are read as numbers.", &NormalisedIgnored),
        Pointer("vertex-bgra-as-rgba", "BGRA attributes are read as RGBA.", &BgraAsRgba),
        new("vertex-buffers-stale", "An attribute whose format stays goes on to be read from the buffer it had.",
            [Call(&PointerStale), new("glBindVertexArray", (nint)(delegate* unmanaged<uint, void>)&BindVertexArray), new("glDeleteVertexArrays", (nint)(delegate* unmanaged<int, uint*, void>)&DeleteVertexArrays)],
            () => KnownPointers.Clear()),
        new("vertex-integers-as-floats", "Integer attributes are converted to floats.", [new("glVertexAttribIPointer", (nint)(delegate* unmanaged<uint, int, uint, int, void*, void>)&IntegersAsFloats)]),
        new("instance-divisor-ignored", "Attributes always advance per vertex.", [new("glVertexAttribDivisor", (nint)(delegate* unmanaged<uint, uint, void>)&DivisorIgnored)]),
        new("instance-divisor-one", "Divisors above one count as one.", [new("glVertexAttribDivisor", (nint)(delegate* unmanaged<uint, uint, void>)&DivisorOne)]),
        new("vertex-stride-zero-packed", "A stride of 0 counts as packed.", [new("glBindVertexBuffer", (nint)(delegate* unmanaged<uint, uint, nint, int, void>)&ZeroStrideIsPacked)]),
        new("uniforms-stale", "Uniforms set while the program stays are ignored.",
            [new("glUniform4fv", (nint)(delegate* unmanaged<int, int, float*, void>)&UniformStale), new("glUseProgram", (nint)(delegate* unmanaged<uint, void>)&UseProgramRenews)],
            () => KnownUniforms.Clear()),
        new("uniforms-short", "Of an array of uniforms the last is never set.", [new("glUniform4fv", (nint)(delegate* unmanaged<int, int, float*, void>)&UniformShort)]),
        new("constant-buffer-offset-ignored", "The offset of constant buffers is dropped.", [new("glBindBufferRange", (nint)(delegate* unmanaged<uint, uint, uint, nint, nint, void>)&RangeOffsetIgnored)]),
        new("constant-buffer-block-ignored", "All constant blocks are bound to the first point.", [new("glUniformBlockBinding", (nint)(delegate* unmanaged<uint, uint, uint, void>)&BlockIgnored)]),
    ];

    private static GlMutant Pointer(string name, string defect, delegate* unmanaged<uint, int, uint, byte, int, void*, void> call) => new(name, defect, [Call(call)]);

    private static ReplacedCall Call(delegate* unmanaged<uint, int, uint, byte, int, void*, void> call) => new("glVertexAttribPointer", (nint)call);

    [UnmanagedCallersOnly]
    private static void StrideWrong(uint attribute, int size, uint type, byte normalised, int stride, void* pointer) => RealCalls.VertexAttribPointer(attribute, size, type, normalised, stride + 4, pointer);

    [UnmanagedCallersOnly]
    private static void OffsetIgnored(uint attribute, int size, uint type, byte normalised, int stride, void* pointer) => RealCalls.VertexAttribPointer(attribute, size, type, normalised, stride, null);

    [UnmanagedCallersOnly]
    private static void NormalisedIgnored(uint attribute, int size, uint type, byte normalised, int stride, void* pointer) =>
        RealCalls.VertexAttribPointer(attribute, size, type, size <= 4 ? (byte)0 : normalised, stride, pointer);

    [UnmanagedCallersOnly]
    private static void BgraAsRgba(uint attribute, int size, uint type, byte normalised, int stride, void* pointer) =>
        RealCalls.VertexAttribPointer(attribute, size > 4 ? 4 : size, type, normalised, stride, pointer);

    [UnmanagedCallersOnly]
    private static void PointerStale(uint attribute, int size, uint type, byte normalised, int stride, void* pointer)
    {
        if (!KnownPointers.TryGetValue((vertices, attribute), out (int, uint, int) known) || known != (size, type, stride))
        {
            KnownPointers[(vertices, attribute)] = (size, type, stride);
            RealCalls.VertexAttribPointer(attribute, size, type, normalised, stride, pointer);
        }
    }

    [UnmanagedCallersOnly]
    private static void BindVertexArray(uint array)
    {
        vertices = array;
        RealCalls.BindVertexArray(array);
    }

    [UnmanagedCallersOnly]
    private static void DeleteVertexArrays(int count, uint* arrays)
    {
        KnownPointers.Clear();
        RealCalls.DeleteVertexArrays(count, arrays);
    }

    [UnmanagedCallersOnly]
    private static void IntegersAsFloats(uint attribute, int size, uint type, int stride, void* pointer) => RealCalls.VertexAttribPointer(attribute, size, type, 0, stride, pointer);

    [UnmanagedCallersOnly]
    private static void DivisorIgnored(uint attribute, uint divisor) => RealCalls.VertexAttribDivisor(attribute, 0);

    [UnmanagedCallersOnly]
    private static void DivisorOne(uint attribute, uint divisor) => RealCalls.VertexAttribDivisor(attribute, Math.Min(divisor, 1));

    /// <summary>The usual attribute of scenes that repeat a vertex is four floats.</summary>
    [UnmanagedCallersOnly]
    private static void ZeroStrideIsPacked(uint binding, uint buffer, nint offset, int stride) => RealCalls.BindVertexBuffer(binding, buffer, offset, stride == 0 ? 16 : stride);

    [UnmanagedCallersOnly]
    private static void UniformStale(int location, int count, float* values)
    {
        if (KnownUniforms.Add(location))
        {
            RealCalls.Uniform4(location, count, values);
        }
    }

    [UnmanagedCallersOnly]
    private static void UseProgramRenews(uint program)
    {
        KnownUniforms.Clear();
        RealCalls.UseProgram(program);
    }

    [UnmanagedCallersOnly]
    private static void UniformShort(int location, int count, float* values) => RealCalls.Uniform4(location, count > 1 ? count - 1 : count, values);

    [UnmanagedCallersOnly]
    private static void RangeOffsetIgnored(uint target, uint point, uint buffer, nint offset, nint size) => RealCalls.BindBufferRange(target, point, buffer, 0, size);

    [UnmanagedCallersOnly]
    private static void BlockIgnored(uint program, uint block, uint point) => RealCalls.UniformBlockBinding(program, block, 0);
}
